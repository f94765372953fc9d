import { Button } from 'antd'
import { text } from '../../../domain/text.ts'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Page } from '../../components/Page.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'

/** What came of a report: its number, and the way on. */
export function Done({
  caseId,
  mergedInto,
  onAgain,
}: {
  caseId: string
  mergedInto: string | null
  onAgain: () => void
}) {
  const t = useText()
  return (
    <Page title={text('已上报', 'Reported')}>
      <section className="panel report-done">
        <output className="report-number">{caseId}</output>
        <p>
          {t(
            mergedInto
              ? text(
                  `已并入 ${mergedInto}，办理结果会一并告知您。`,
                  `Merged into ${mergedInto}; you will see what becomes of it.`,
                )
              : text('创卫办核实后派遣，可在“我上报的”里查看进展。', 'The office checks and dispatches it.'),
          )}
        </p>
        <Button type="primary" size="large" block onClick={onAgain}>
          {t(text('继续上报', 'Report another'))}
        </Button>
        <LinkButton to={paths.case} params={{ caseId }} block>
          {t(text('查看这件', 'See this one'))}
        </LinkButton>
        <LinkButton to={paths.problems} search={{ of: 'mine' }} block>
          {t(text('我上报的', 'What I reported'))}
        </LinkButton>
      </section>
    </Page>
  )
}
