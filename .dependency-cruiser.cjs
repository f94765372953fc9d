/** Who may import whom; design and reasons in ARCHITECTURE.md. */
module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'The rules of a campaign know no database, no engine and no screen, so that all three can share them.',
      severity: 'error',
      from: { path: '^domain/' },
      to: { path: '^(workflows|activities|worker|api|db|web|bin|bench|test)/' },
    },
    {
      name: 'domain-without-io',
      comment: 'Pure also means no Node: the same files run in the browser and in the workflow sandbox.',
      severity: 'error',
      from: { path: '^domain/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'workflows-are-deterministic',
      comment: 'Workflows know the domain and the shape of activities; everything else is I/O.',
      severity: 'error',
      from: { path: '^workflows/' },
      to: {
        path: '^(activities|worker|api|db|web|bin|bench|test)/',
        pathNot: [
          '^activities/contract\\.ts$',
          '^activities/problem-contract\\.ts$',
          '^activities/patrol-contract\\.ts$',
        ],
      },
    },
    {
      name: 'workflows-without-io',
      comment: 'No Node module exists in the sandbox.',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'activities-below-api',
      comment: 'Activities and API meet in the database, never in each other.',
      severity: 'error',
      from: { path: '^activities/' },
      to: { path: '^(workflows|worker|api|web|bin|bench|test)/' },
    },
    {
      name: 'api-through-updates',
      comment: 'The API changes a process only by an Update, so it needs none of its code.',
      severity: 'error',
      from: { path: '^api/' },
      to: { path: '^(workflows|activities|worker|web|bin|bench|test)/' },
    },
    {
      name: 'db-knows-only-domain',
      comment: 'Queries serve API and activities alike.',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: '^(workflows|activities|worker|api|web|bin|bench|test)/' },
    },
    {
      name: 'web-through-the-api',
      comment:
        'A screen knows the domain and the type of the router; that type is erased, so nothing of the server is bundled.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(workflows|activities|worker|api|db|bin|bench|test)/', pathNot: '^api/router\\.ts$' },
    },
    {
      name: 'worker-puts-together',
      comment: 'The worker hands workflows to Temporal by path and activities by value.',
      severity: 'error',
      from: { path: '^worker/' },
      to: { path: '^(api|web|bin|bench|test)/' },
    },
    {
      name: 'nothing-imports-the-top',
      comment: 'bin, worker and test put parts together; a part that needs them is in the wrong place.',
      severity: 'error',
      from: { path: '^(domain|workflows|activities|api|db|web)/' },
      to: { path: '^(bin|worker|test|bench)/' },
    },
    {
      name: 'no-circles',
      comment: 'A circle has no bottom to read from.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.scratch)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
}
