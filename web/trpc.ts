import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import type { AppRouter } from '../api/router.ts'
import { isUnauthorized } from './errors.ts'
import { newTraceparent } from './ids.ts'

/** As many as the API takes in one request. */
const MOST_TOGETHER = 10

type Listener = () => void
const sessionLost = new Set<Listener>()

/** Calls `listener` when the API says that nobody is signed in any more; returns how to stop. */
export function onSessionLost(listener: Listener): () => void {
  sessionLost.add(listener)
  return () => void sessionLost.delete(listener)
}

/** Tells whoever listens that nobody is signed in any more. */
export function announceSessionLost(): void {
  for (const listener of sessionLost) listener()
}

const look = (error: unknown) => {
  if (isUnauthorized(error)) announceSessionLost()
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: look }),
  mutationCache: new MutationCache({ onError: look }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays a refusal; only a lost connection is worth asking again at once.
      retry: (count, error) => count < 2 && !isUnauthorized(error) && !hasStatus(error),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
})

const hasStatus = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'data' in error && Boolean(error.data)

/** The plain client, for calls outside of components. */
export const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (op) => op.type === 'subscription',
      true: httpSubscriptionLink({ url: '/api/trpc' }),
      false: httpBatchLink({
        url: '/api/trpc',
        maxURLLength: 2000,
        maxItems: MOST_TOGETHER,
        // An act is the beginning of a trace, for whoever keeps traces.
        headers: ({ opList }) =>
          opList.some(({ type }) => type === 'mutation') ? { traceparent: newTraceparent() } : {},
      }),
    }),
  ],
})

/** `useQuery(trpc.inbox.list.queryOptions(…))`, `useMutation(trpc.task.act.mutationOptions())`, query keys and filters. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient })
