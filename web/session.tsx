import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Capability } from '../domain/permissions.ts'
import type { Me } from '../domain/views.ts'
import { queryClient, trpc } from './trpc.ts'

const meOptions = trpc.session.me.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY })

/** Who was last known to be signed in: a page stays standing, with what is typed on it, when the session ends under it. */
let known: Me | null = null

/** Who is signed in, or null; asks the API once and then answers from what is known. */
export async function loadMe(): Promise<Me | null> {
  const me = await queryClient.ensureQueryData(meOptions)
  known = me ?? known
  return me
}

/** Makes the app know who signed in, or that nobody is (null); everything read as somebody else is dropped. */
export function setMe(me: Me | null): void {
  known = me
  queryClient.clear()
  queryClient.setQueryData(meOptions.queryKey, me)
}

/** The same person signed in again: what is on the pages stays. */
export function resumeAs(me: Me): void {
  known = me
  queryClient.setQueryData(meOptions.queryKey, me)
  void queryClient.invalidateQueries()
}

/** The signed-in person. Only pages below the sign-in gate may ask. */
export function useMe(): Me {
  const { data } = useQuery(meOptions)
  const me = data ?? known
  if (!me) throw new Error('useMe needs a signed-in person')
  return me
}

/** Whether the API has meanwhile said that nobody is signed in. */
export const useSessionEnded = (): boolean => useQuery(meOptions).data === null

/** Returns `can`: whether the signed-in person holds a capability, in whatever scope. */
export function useCan(): (capability: Capability) => boolean {
  const me = useMe()
  return useCallback((capability: Capability) => me.capabilities.includes(capability), [me])
}
