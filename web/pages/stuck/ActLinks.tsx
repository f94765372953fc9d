import { type StuckAct, stuckActs } from '../../../domain/stuck.ts'
import type { StuckItem } from '../../../domain/stuck-views.ts'
import { LinkButton } from '../../components/LinkButton.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan } from '../../session.tsx'

const screens = {
  setSubstitute: { to: paths.leave, needs: 'leave.manage' },
  addUser: { to: paths.accounts, needs: 'user.manage' },
  startWorker: { to: paths.health, needs: 'health.read' },
  startEngine: { to: paths.health, needs: 'health.read' },
  checkChannel: { to: paths.health, needs: 'health.read' },
} as const satisfies Partial<Record<StuckAct, unknown>>

const hasScreen = (act: StuckAct): act is keyof typeof screens => act in screens

/** The acts that have a screen of their own, as ways to it, for those who may. */
export function ActLinks({ item }: { item: StuckItem }) {
  const t = useText()
  const can = useCan()
  return item.acts.filter(hasScreen).map((act) =>
    can(screens[act].needs) ? (
      <LinkButton key={act} to={screens[act].to}>
        {t(stuckActs[act])}
      </LinkButton>
    ) : null,
  )
}
