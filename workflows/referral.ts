import { anyone, handsIn } from '../domain/people.ts'
import { disciplineProcess } from '../domain/processes/discipline.ts'
import { type ReferralLaunch, referralLimits, referralProcess, referralSteps } from '../domain/processes/referral.ts'
import type { ReferralContent } from '../domain/referral-forms.ts'
import type { discipline } from './discipline.ts'
import { openProcess } from './kit/process.ts'

/**
 * 移送纪检监察 (handbook P17): proposed by one entitled person and seconded by another, neither of the unit
 * concerned; its procedure checked; approved by the commander (Regulations on government supervision §21); the
 * letter goes out under its number. From then on the organ alone sees what happens, until it is concluded.
 */
export async function referral(launch: ReferralLaunch): Promise<{ outcome: string; documentNo: string | null }> {
  const { caseId, proposer } = launch
  let content: ReferralContent = launch.referral
  let approvalNo = ''
  const proposers = handsIn(proposer)
  const process = openProcess(referralProcess, {
    caseId,
    title: content.title,
    unitId: content.unitId,
    form: content,
  })

  try {
    const approved = await process.withdrawable(anyone('OFFICE_DIRECTOR', 'OFFICE_INSPECTOR'), prepared)
    if (!approved) return await process.close('DECLINED')
    process.issue('CLUE_TRANSFER', { ...content, approvalNo })
    process.enter('TRANSFERRED')
    await process.written()
    const letterNo = process.documentNo() ?? ''
    const { title, unitId } = content
    const organ = await process.spawn<typeof discipline>(
      disciplineProcess,
      {
        isFollowed: true,
        key: 'letter',
        title,
        unitId,
        drafterId: null,
        content,
        photoIds: content.photos.map(({ id }) => id),
      },
      () => ({ referral: content, letterNo }),
    )
    const { returned } = await organ.result()
    return returned === null ? await process.close('CONCLUDED') : await process.close('RETURNED', returned)
  } catch (error) {
    return await process.close('WITHDRAWN', process.withdrawn(error))
  }

  /** Two keys, legal check, approval; each may send it back to its proposer. Whether it is to be transferred. */
  async function prepared(): Promise<boolean> {
    for (;;) {
      const { unitId } = content
      const others = (...but: string[]) => ({ excluded: but, excludedUnits: [unitId] })
      process.enter('SECOND_KEY')
      const second = await process.step(referralSteps.referralSecondKey, {
        to: { ...anyone('OFFICE_DIRECTOR', 'OFFICE_INSPECTOR', 'DEPUTY_COMMANDER'), ...others(...proposers) },
        within: referralLimits.secondKey,
      })
      let opinion = second.form.opinion
      if (second.form.decision === 'AGREE') {
        const hands = [...proposers, ...handsIn(second.by)]
        process.enter('LEGAL_CHECK')
        const check = await process.step(referralSteps.checkReferral, {
          to: { ...anyone('LEGAL_REVIEWER'), ...others(...hands) },
          within: referralLimits.legalCheck,
        })
        opinion = check.form.opinion
        if (check.form.decision === 'PASS') {
          process.enter('PENDING_APPROVAL')
          const approval = await process.step(referralSteps.approveReferral, {
            to: { ...anyone('COMMANDER'), ...others(...hands, ...handsIn(check.by)) },
            within: referralLimits.approval,
          })
          approvalNo = approval.form.approvalNo
          opinion = approval.form.opinion
          if (approval.form.decision === 'APPROVE') return true
          if (approval.form.decision === 'DECLINE') return false
        }
      }
      process.enter('REVISING')
      const revised = await process.step(referralSteps.reviseReferral, {
        to: { ...anyone('OFFICE_DIRECTOR', 'OFFICE_INSPECTOR'), userId: proposer.userId, excludedUnits: [unitId] },
        within: referralLimits.revise,
        context: { returned: opinion, ...(content.caseId === undefined ? {} : { caseId: content.caseId }) },
      })
      proposers.push(...handsIn(revised.by).filter((id) => !proposers.includes(id)))
      content = revised.form
      process.revised({ title: content.title, unitId: content.unitId, place: '', content })
    }
  }
}
