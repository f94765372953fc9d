import { createLink } from '@tanstack/react-router'
import { Button, type ButtonProps } from 'antd'

type Props = Omit<ButtonProps, 'type'> & { primary?: boolean }

/**
 * A link within the app that looks like a button: it can be opened in a new tab, as any link can. The router
 * keeps `type` for itself, hence `primary`.
 */
export const LinkButton = createLink(({ primary, ...props }: Props) => (
  <Button type={primary ? 'primary' : 'default'} {...props} />
))
