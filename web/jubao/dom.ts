type Child = Node | string | null | false | undefined
type Listeners = Partial<{ [E in keyof HTMLElementEventMap as `on${E}`]: (event: HTMLElementEventMap[E]) => void }>
type Properties = Listeners & Record<string, string | number | boolean | null | undefined | ((event: never) => void)>

/** An element with its attributes, listeners and children. The page is small enough to need nothing larger. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value as EventListener)
    else if (value === true) made.setAttribute(name, '')
    else if (value !== undefined && value !== false && value !== null) made.setAttribute(name, String(value))
  }
  put(made, ...children)
  return made
}

/** Replaces what is in an element. */
export function put(into: HTMLElement, ...children: Child[]): void {
  into.replaceChildren(...children.filter((child): child is Node | string => Boolean(child)))
}
