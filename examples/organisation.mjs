// The repositories of the sample organisation: who works on which, since when and how much. The catalog that describes
// the same organisation is catalog.yaml; histories.mjs turns these recipes into commits.

/**
 * - `folder`: below the folder of all sample repositories.
 * - `team`: people, by their commits on an average working day.
 * - `from`: the first day.
 * - `areas` and `topics`: what files and subjects speak of.
 * - `folders`: the parts of a repository that holds several; each has the areas.
 */
export const repositories = [
  {
    name: 'payments-api',
    folder: 'payments-api.git',
    from: '2023-10-02',
    team: { amara: 1.3, kenji: 0.8, priya: 0.5 },
    bot: 'dependabot',
    areas: ['charges', 'refunds', 'webhooks', 'idempotency'],
    topics: [
      'refunds of partial captures',
      'webhook retries',
      'idempotency keys',
      'the charge state machine',
      'currency rounding',
      'card verification',
      'rate limits per merchant',
      'the payout report',
      'signature checks',
      'dispute evidence',
    ],
  },
  {
    name: 'settlement-engine',
    folder: 'settlement-engine.git',
    from: '2023-10-09',
    team: { priya: 1.1, kenji: 0.5, lucia: 0.3 },
    bot: 'renovate',
    areas: ['batches', 'ledger', 'banks', 'calendar'],
    topics: [
      'bank holidays',
      'the nightly batch',
      'double entries',
      'SEPA files',
      'clearing windows',
      'reconciliation of fees',
      'late settlements',
      'the audit trail',
    ],
  },
  {
    // A fork: everything up to the day it was made is the same commits as its upstream's.
    name: 'settlement-engine-brazil',
    folder: 'settlement-engine-brazil.git',
    fork: { of: 'settlement-engine', on: '2025-02-03' },
    from: '2025-02-03',
    team: { amara: 0.5, priya: 0.2 },
    areas: ['pix', 'boleto', 'batches'],
    topics: [
      'Pix transfers',
      'boleto due dates',
      'the central bank calendar',
      'instalments',
      'CPF validation',
      'returned transfers',
    ],
  },
  {
    name: 'storefront-web',
    folder: 'storefront web.git',
    from: '2023-10-02',
    team: { lucia: 1.2, maya: 1.1, tane: 0.4 },
    bot: 'dependabot',
    areas: ['cart', 'checkout', 'search', 'product'],
    topics: [
      'the cart drawer',
      'keyboard focus in checkout',
      'image sizes',
      'search suggestions',
      'the address form',
      'price formatting',
      'empty search results',
      'the size guide',
      'contrast of buttons',
      'gift cards',
    ],
  },
  {
    // Its history was rewritten once, to take a key out of it; the former one is still there on a branch.
    name: 'mobile-app',
    folder: 'mobile-app.git',
    from: '2024-01-15',
    rewritten: { on: '2025-06-30', by: 'maya', formerBranch: 'before-rewrite' },
    team: { tane: 1.2, maya: 0.6 },
    areas: ['navigation', 'push', 'offline', 'login'],
    topics: [
      'push permissions',
      'offline orders',
      'the login screen',
      'deep links',
      'biometric unlock',
      'crash on rotation',
      'list scrolling',
      'dark mode',
    ],
  },
  {
    // Came from another system, all on one day.
    name: 'parcel-tracking',
    folder: 'parcel-tracking.git',
    branch: 'trunk',
    from: '2024-03-12',
    imported: { on: '2024-03-12', by: 'lucia', commits: 260 },
    team: { tane: 0.4, lucia: 0.3, amara: 0.15 },
    areas: ['carriers', 'events', 'estimates'],
    topics: [
      'carrier time-outs',
      'delivery estimates',
      'duplicate scans',
      'the customs events',
      'pick-up points',
      'missing time zones',
    ],
  },
  {
    // Three components live in it, each in a folder.
    name: 'warehouse',
    folder: 'warehouse.git',
    from: '2024-09-02',
    team: { kenji: 0.5, maya: 0.4, tane: 0.5 },
    bot: 'renovate',
    folders: ['services/stock', 'services/picking', 'libs/delivery-promise'],
    areas: ['shelves', 'orders', 'routes'],
    topics: [
      'stock counts',
      'the shortest way to a shelf',
      'reserved items',
      'promises before holidays',
      'split deliveries',
      'returned goods',
      'barcode scans',
    ],
  },
  {
    // Made, but nobody has pushed yet.
    name: 'loyalty-points',
    folder: 'loyalty-points.git',
  },
];
