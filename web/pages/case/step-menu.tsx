import { Button, Drawer, Dropdown } from 'antd'
import { useState } from 'react'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { usePhone } from '../../phone.ts'
import type { TaskView } from './view.ts'

type Offered = TaskView['corrections'][number]

/** What is mine to do although the step is not: offered in sight, not behind the menu. */
const inSight: readonly string[] = ['returnDelegation', 'contribute']

/** What I may do to an open step besides answering it: a menu at a desk, a sheet on a phone. */
export function StepMenu({ task, onChoose }: { task: TaskView; onChoose: (offered: Offered) => void }) {
  const shown = task.corrections.filter(({ act }) => inSight.includes(act))
  const folded = task.corrections.filter(({ act }) => !inSight.includes(act))
  const t = useText()
  if (task.corrections.length === 0) return null
  return (
    <div className="step-menu">
      {shown.map((offered) => (
        <Button key={offered.act} type="primary" ghost onClick={() => onChoose(offered)}>
          {t(offered.title)}
        </Button>
      ))}
      {folded.length > 0 && <More task={task} offers={folded} onChoose={onChoose} />}
    </div>
  )
}

const more = text('更多办理', 'More')

function More({
  task,
  offers,
  onChoose,
}: {
  task: TaskView
  offers: readonly Offered[]
  onChoose: (offered: Offered) => void
}) {
  const t = useText()
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  const name = `${t(more)}${t(text('：', ': '))}${t(task.title)}`
  if (phone)
    return (
      <>
        <Button onClick={() => setOpen(true)} aria-haspopup="dialog" aria-label={name}>
          {t(more)}
        </Button>
        <Drawer
          open={open}
          onClose={() => setOpen(false)}
          placement="bottom"
          size="auto"
          title={name}
          className="step-sheet"
          destroyOnHidden
        >
          <ul>
            {offers.map((offered) => (
              <li key={offered.act}>
                <button
                  type="button"
                  onClick={() => {
                    setOpen(false)
                    onChoose(offered)
                  }}
                >
                  <Offer offered={offered} />
                </button>
              </li>
            ))}
          </ul>
        </Drawer>
      </>
    )
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      classNames={{ root: 'step-offers' }}
      menu={{
        items: offers.map((offered) => ({
          key: offered.act,
          label: <Offer offered={offered} />,
          onClick: () => onChoose(offered),
        })),
      }}
    >
      <Button aria-haspopup="menu" aria-label={name}>
        {t(more)}
        <svg viewBox="0 0 12 12" aria-hidden="true" className="icon-small">
          <path d="M2.500 4.500L6 8l3.500-3.500" />
        </svg>
      </Button>
    </Dropdown>
  )
}

function Offer({ offered }: { offered: Offered }) {
  const t = useText()
  return (
    <>
      <b>{t(offered.title)}</b>
      <small>{t(offered.causes)}</small>
    </>
  )
}
