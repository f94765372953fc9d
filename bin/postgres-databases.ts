import { Client } from 'pg'
import type { Secrets } from './data-dir.ts'

/** Temporal and the application get roles of their own: neither needs a superuser, nor the other's data. */
const OWNERS = { chuangwei: ['chuangwei'], temporal: ['temporal', 'temporal_visibility'] } as const

/** Creates the roles and databases that are missing, and sets the roles' passwords to those of the secrets. */
export async function ensureDatabases(admin: (database: string) => string, secrets: Secrets): Promise<void> {
  const client = new Client({ connectionString: admin('postgres') })
  await client.connect()
  try {
    const roles = new Set(
      (await client.query<{ name: string }>('SELECT rolname AS name FROM pg_roles')).rows.map((row) => row.name),
    )
    const databases = new Set(
      (await client.query<{ name: string }>('SELECT datname AS name FROM pg_database')).rows.map((row) => row.name),
    )
    for (const [role, names] of Object.entries(OWNERS)) {
      // CREATEDB and CREATEROLE: tests make databases, migrations make the role that may only append to the ledger.
      const rights = role === 'chuangwei' ? 'CREATEDB CREATEROLE' : 'NOCREATEDB NOCREATEROLE'
      const password = client.escapeLiteral(role === 'temporal' ? secrets.temporal : secrets.app)
      await client.query(
        `${roles.has(role) ? 'ALTER' : 'CREATE'} ROLE ${role} LOGIN NOSUPERUSER ${rights} PASSWORD ${password}`,
      )
      // Since PostgreSQL 16 a role that may create roles may not act as them, unless it says so.
      if (role === 'chuangwei') await client.query(`ALTER ROLE chuangwei SET createrole_self_grant = 'set, inherit'`)
      for (const name of names) {
        if (databases.has(name)) continue
        await client.query(`CREATE DATABASE ${name} OWNER ${role}`)
        await client.query(`REVOKE CONNECT ON DATABASE ${name} FROM PUBLIC`)
      }
    }
  } finally {
    await client.end()
  }
}
