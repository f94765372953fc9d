import type { Hands } from '../db/acting.ts'
import type { Actor } from '../domain/people.ts'

/** Reasons that come after somebody was found to be, by role, whom it is for: the nearest to being allowed. */
const nearly: readonly string[] = ['RECUSED', 'SUBSTITUTE_RECUSED', 'IN_PERSON']

/**
 * In which capacity somebody acts: as themselves when they may, else for the first absent person for whom they may;
 * when in none, the one whose refusal says most. `whyNot` gives the reason, or null.
 */
export function handFor(hands: Hands, whyNot: (hand: Actor) => string | null): Actor {
  const [self] = hands
  if (hands.length === 1) return self
  return (
    hands.find((hand) => whyNot(hand) === null) ?? hands.find((hand) => nearly.includes(whyNot(hand) ?? '')) ?? self
  )
}
