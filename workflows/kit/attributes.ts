import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common'

/** What an operator filters by in Temporal's own tools: no names, nothing of an informant. */
export const attributes = {
  kind: defineSearchAttributeKey('ProcessKind', SearchAttributeType.KEYWORD),
  unit: defineSearchAttributeKey('UnitCode', SearchAttributeType.KEYWORD),
  stage: defineSearchAttributeKey('Stage', SearchAttributeType.KEYWORD),
  due: defineSearchAttributeKey('DueAt', SearchAttributeType.DATETIME),
  campaign: defineSearchAttributeKey('Campaign', SearchAttributeType.KEYWORD),
}
