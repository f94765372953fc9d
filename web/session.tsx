import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Capability } from '../domain/permissions.ts'
import type { Me } from '../domain/views.ts'
import { queryClient, trpc } from './trpc.ts'

const meOptions = trpc.session.me.queryOptions(undefined, { staleTime: 60_000 })

/** Who is signed in, or null; asks the API once and then answers from what is known. */
export const loadMe = (): Promise<Me | null> => queryClient.ensureQueryData(meOptions)

/** Makes the app know who signed in, or that nobody is (null); everything read as somebody else is dropped. */
export function setMe(me: Me | null): void {
  queryClient.clear()
  queryClient.setQueryData(meOptions.queryKey, me)
}

/** The signed-in person. Only pages below the sign-in gate may ask. */
export function useMe(): Me {
  const { data } = useQuery(meOptions)
  if (!data) throw new Error('useMe needs a signed-in person')
  return data
}

/** Returns `can`: whether the signed-in person holds a capability, in whatever scope. */
export function useCan(): (capability: Capability) => boolean {
  const me = useMe()
  return useCallback((capability: Capability) => me.capabilities.includes(capability), [me])
}
