import type { Asked } from './answers.ts'

/** To whom a problem goes: who is suggested, or somebody who has not returned it. */
export function dispatched({ county, dice, context, times }: Asked) {
  const fit = county.units.filter(({ id }) => id !== context.returnedBy)
  const lead = (times === 0 && fit.find(({ id }) => id === context.leadUnitId)) || dice.pick(fit)
  const helping = county.units.filter(({ id }) => id !== lead.id)
  return {
    leadUnitId: lead.id,
    coUnitIds: dice.chance(0.2) && helping.length > 0 ? [dice.pick(helping).id] : [],
    limit: dice.pick([
      { unit: 'H', value: 24 },
      { unit: 'WD', value: 1 },
      { unit: 'WD', value: 3 },
    ]),
  }
}

/** How a complaint is sorted, of any class; one in sixteen is not within our power. */
export function sorted({ county, dice, times }: Asked) {
  if (times === 0 && dice.chance(0.06))
    return { decision: 'NOT_ACCEPTED', whereTo: '县自然资源局', reason: '所反映事项不属于创卫范围，已告知去向。' }
  const about = dice.pick(county.units)
  const handler = dice.pick(county.units.filter(({ id }) => id !== about.id))
  return {
    decision: 'ACCEPT',
    class: dice.pick(['A', 'A', 'A', 'A', 'B', 'C', 'D', 'E', 'F']),
    title: '群众反映的卫生问题',
    complainedUnitId: dice.chance(0.5) ? about.id : undefined,
    handlerUnitId: handler.id,
    calledNumber: '120',
  }
}

/** What a unit has found of a complaint. */
export function handled({ dice, county, by }: Asked) {
  return {
    result: dice.pick(['SOLVED', 'SOLVED', 'SOLVED', 'PARTLY', 'UNTRUE', 'NOT_POSSIBLE']),
    photos: county.photosOf(by.unitId).slice(0, 1),
  }
}
