import { config } from 'zod'

// zod's compiled validators need eval, which the content security policy forbids. It decides as each schema is
// made, so the rest of the app, with the schemas of `domain`, is fetched only after this is said.
config({ jitless: true })

void import('./app.tsx')
