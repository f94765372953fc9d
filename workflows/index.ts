import { z } from 'zod'

// Compiled validators need `new Function`, which the workflow sandbox should never see.
z.config({ jitless: true })

export { rectification } from './rectification.ts'
