/** After an act the page says anew what the case waits for, at its head: that is where to read on. */
export function toTop(): void {
  document.querySelector('h1')?.focus({ preventScroll: true })
  window.scrollTo({ top: 0 })
}
