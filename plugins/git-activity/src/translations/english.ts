/**
 * All that the plugin says, in English, by what says it. Where a message has a `{{count}}`, its ending says for how many it is, as
 * `Intl.PluralRules` calls them; numbers, days and lists come as texts in the viewer's language.
 */
export const english = {
  /** The language that the messages are in, by which days and numbers are written beside them. */
  language: 'en',

  'common.commits_one': '{{count}} commit',
  'common.commits_other': '{{count}} commits',
  'common.atLeast_one': 'At least {{count}} commit',
  'common.atLeast_other': 'At least {{count}} commits',
  'common.unknown': 'Not known',
  'common.range': '{{from}} to {{to}}',
  'common.andMore_one': '{{list}} and {{count}} more',
  'common.andMore_other': '{{list}} and {{count}} more',
  /** Between what is said of one thing. */
  'common.separator': '; ',
  'common.nameless': '(no name)',
  'common.somebody': 'somebody',
  'common.justNow': 'just now',

  'days.none': 'No commits on {{days}}',
  'days.commits_one': '{{count}} commit on {{days}}',
  'days.commits_other': '{{count}} commits on {{days}}',
  'days.atLeast_one':
    'At least {{count}} commit on {{days}}; not completely synced',
  'days.atLeast_other':
    'At least {{count}} commits on {{days}}; not completely synced',
  'days.unborn': 'Before the first commit: {{days}}',
  'days.awaited': 'Not synced yet: {{days}}',
  'days.unrecorded': 'Before the synced history: {{days}}',
  'days.missed': 'Not known: {{days}}',
  'days.missedSince': 'Not known since {{since}}: {{days}}',
  'days.future': 'Still to come: {{days}}',
  'days.inMonth_one': '{{count}} commit in {{month}}',
  'days.inMonth_other': '{{count}} commits in {{month}}',
  'days.atLeastInMonth_one':
    'At least {{count}} commit in {{month}}; not completely synced',
  'days.atLeastInMonth_other':
    'At least {{count}} commits in {{month}}; not completely synced',
  'days.noneInRange': 'No commits from {{from}} to {{to}}',
  'days.inRange_one': '{{count}} commit from {{from}} to {{to}}',
  'days.inRange_other': '{{count}} commits from {{from}} to {{to}}',
  'days.atLeastInRange_one':
    'At least {{count}} commit from {{from}} to {{to}}; not completely synced',
  'days.atLeastInRange_other':
    'At least {{count}} commits from {{from}} to {{to}}; not completely synced',

  'calendar.label': 'Commits by day, {{from}} to {{to}}',
  'calendar.keys':
    'Arrow keys go from day to day and from week to week, Page up and down a month, Home and End to the ends. With Shift they ' +
    'choose all days on the way, and Ctrl with Space a week. Enter lists the commits, Escape closes the list.',
  'calendar.earlierYears': 'Show earlier years',
  'calendar.inView':
    'In view: {{first}} to {{last}}. Scroll for the other months.',
  'calendar.week': 'Week from {{day}}',
  'calendar.byMonth': 'By month',
  'calendar.yearBefore': '{{total}}. A year before: {{before}}',

  'legend.title': 'Commits per day',
  'legend.outlier': 'Far above all other days',
  'legend.partial': 'At least so many',
  'legend.unborn': 'Before the first commit',
  'legend.awaited': 'Not synced yet',
  'legend.unrecorded': 'Before the synced history',
  'legend.missed': 'Not known',
  'legend.missedSince': 'Not known since {{since}}',
  'legend.future': 'Still to come',
  'legend.steps': 'Commits per day, from pale to strong: {{steps}}',
  'legend.months':
    'Bars under the months: their commits. Ticks: the same days a year before.',

  'table.label': 'Commits by month and day',
  'table.month': 'Month',
  'table.total': 'Total',

  'outlier.notice_one':
    '{{count}} commit on {{day}} is {{share}} of this total.',
  'outlier.notice_other':
    '{{count}} commits on {{day}} are {{share}} of this total.',
  'outlier.showWith': 'Show with that day',
  'outlier.showWithout': 'Show without that day',

  'card.title': 'Git activity',
  'card.toTab': 'See all Git activity',
  'card.commits_one': '{{count}} commit in the last 12 months',
  'card.commits_other': '{{count}} commits in the last 12 months',
  'card.noneRead': 'No commits read so far in the last 12 months',
  'card.noneKnown': 'No commits known in the last 12 months',
  'card.before_one': '{{count}} in those before',
  'card.before_other': '{{count}} in those before',
  'card.beforeAtLeast_one': 'at least {{count}} in those before',
  'card.beforeAtLeast_other': 'at least {{count}} in those before',
  'card.beforeUnknown': 'the 12 months before are not known',
  'card.notBegun': 'not begun in those before',
  'card.lastCommit': 'Last commit {{age}} by {{author}}: {{subject}}',
  'card.failed_one': '{{failed}} of {{count}} repository could not be synced',
  'card.failed_other':
    '{{failed}} of {{count}} repositories could not be synced',
  'card.failedSince_one':
    'Not known since {{day}}: {{failed}} of {{count}} repository could not be synced',
  'card.failedSince_other':
    'Not known since {{day}}: {{failed}} of {{count}} repositories could not be synced',
  'card.notSyncedSince': 'Not known since {{day}}: not synced since',
  'card.notRead_one':
    'Not synced yet: {{pending}} of {{count}} repository still to be read',
  'card.notRead_other':
    'Not synced yet: {{pending}} of {{count}} repositories still to be read',
  'card.reading_one':
    'Still syncing: {{pending}} of {{count}} repository still to be read',
  'card.reading_other':
    'Still syncing: {{pending}} of {{count}} repositories still to be read',
  'card.readingFrom_one':
    'Still syncing: {{pending}} of {{count}} repository still to be read; complete from {{day}} on',
  'card.readingFrom_other':
    'Still syncing: {{pending}} of {{count}} repositories still to be read; complete from {{day}} on',
  'card.heldBack_one':
    '{{heldBack}} of {{count}} repository waits until {{time}} for a host’s limit',
  'card.heldBack_other':
    '{{heldBack}} of {{count}} repositories wait until {{time}} for a host’s limit',

  'home.myYear': 'My year',
  'home.toMyActivity': 'All my Git activity',
  'home.quietTitle': 'Gone quiet in my teams',
  'home.unknownUser':
    'The catalog does not know you as a User, so there is no telling which commits are yours.',
  'home.noTeams': 'The catalog knows no team of yours.',
  'home.noRepositories':
    'Nothing that your teams own has a repository that is followed.',
  'home.noneQuiet':
    'No repository of your teams has been without a commit for 90 days.',
  'home.quiet_one':
    '{{count}} repository has been without a commit for 90 days or more:',
  'home.quiet_other':
    '{{count}} repositories have been without a commit for 90 days or more:',
  'home.lastCommit': '{{name}}, last commit {{age}}',
  'home.neverCommitted': '{{name}}, without any commit',
  'home.more_one': 'and {{count}} more',
  'home.more_other': 'and {{count}} more',
  'home.incomplete_one': '{{count}} repository is not completely known.',
  'home.incomplete_other': '{{count}} repositories are not completely known.',
  'home.ofTeams': 'All of {{teams}}',

  'summary.noneRead': 'No commits read so far',
  'summary.noneKnown': 'No commits known',
  'summary.onDays_one': 'on {{count}} day',
  'summary.onDays_other': 'on {{count}} days',
  'summary.byPeople_one': 'by {{count}} person',
  'summary.byPeople_other': 'by {{count}} people',
  'summary.inRepositories_one': 'in {{count}} repository',
  'summary.inRepositories_other': 'in {{count}} repositories',
  'summary.withoutDay_one': 'without {{day}}, which has {{count}} commit',
  'summary.withoutDay_other': 'without {{day}}, which has {{count}} commits',
  'summary.lastCommit': 'Last commit',
  'summary.before': 'Same time before',
  'summary.notBegun': 'Not begun yet',
  'summary.mergesLeftOut_one': '{{count}} merge left out',
  'summary.mergesLeftOut_other': '{{count}} merges left out',
  'summary.botsLeftOut_one': '{{count}} by bots left out',
  'summary.botsLeftOut_other': '{{count}} by bots left out',
  'summary.bothLeftOut_one': '{{count}} merge, {{bots}} by bots left out',
  'summary.bothLeftOut_other': '{{count}} merges, {{bots}} by bots left out',
  'summary.undated_one':
    '{{count}} commit set aside, because its date is unusable',
  'summary.undated_other':
    '{{count}} commits set aside, because their dates are unusable',
  'summary.countIn': 'Count in',
  'summary.merges': 'Include merges',
  'summary.bots': 'Include bots',
  'summary.whole': 'Include the rest of the repository',

  'panel.loading': 'Loading Git activity',
  'panel.loadingOthers': 'Loading other numbers',
  'panel.listedBelow': '{{days}}, listed below',
  'panel.emptyHistory': 'There are no commits yet: the history is empty.',
  'panel.emptySelection': 'No commits in this selection.',
  'panel.beforeFirstDay':
    'No commits in this selection. They begin on {{day}}.',
  'panel.authorsDay':
    'A commit counts on the day its author wrote it, in the author’s own time zone.',
  'panel.zonesDay':
    'A commit counts on the day its author wrote it, in the time zone {{zone}}.',
  'panel.asCalendar': 'Show as calendar',
  'panel.asTable': 'Show as table',

  'share.open': 'Share',
  'share.menu': 'Share this view',
  'share.copyLink': 'Copy link',
  'share.copyPicture': 'Copy as picture',
  'share.png': 'Download as PNG',
  'share.svg': 'Download as SVG',
  'share.csvOfDays': 'Download days as CSV',
  'share.csvOfCommits': 'Download commits as CSV',
  'share.exporting': 'Being written …',
  'share.rules': 'How this is counted',
  'share.linkCopied': 'Link copied',
  'share.pictureCopied': 'Picture copied',
  'share.failed': 'That did not work. Try another way.',
  'share.picture': 'Git activity of {{title}}',
  'share.people_one': 'Only commits of {{count}} person',
  'share.people_other': 'Only commits of {{count}} people',
  'share.repositories_one': 'Only {{count}} repository',
  'share.repositories_other': 'Only {{count}} repositories',
  'share.asOf_one':
    'As of {{day}}; {{current}} of {{count}} repository current',
  'share.asOf_other':
    'As of {{day}}; {{current}} of {{count}} repositories current',

  'rules.title': 'How this is counted',
  'rules.branch':
    'What can be reached from a repository’s default branch counts.',
  'rules.once': 'A commit counts once, however many repositories hold it.',
  'rules.people':
    'For a person, commits count that they wrote or co-authored; for repositories and teams, each counts once.',
  'rules.leftOut':
    'Merges and commits by bots are left out unless they are switched on; how many are left out is said.',
  'rules.undated':
    'Commits whose dates are unusable are set aside; how many is said.',
  'rules.unknown':
    'Days of which something is not known look different from days without commits.',
  'rules.close': 'Close',

  'why.open': 'Commit missing?',
  'why.title': 'Why is my commit not here?',
  'why.lead':
    'It is looked for with the filters of this page: whether it counts, on which day and for whom, or which rule leaves it out.',
  'why.commit': 'SHA or address of the commit',
  'why.example': 'Such as 1a2b3c4d, or the address of its page on the host',
  'why.unread':
    'This names no commit: a SHA has at least four digits, from 0 to 9 and a to f.',
  'why.ask': 'Explain',
  'why.close': 'Close',
  'why.loading': 'Looking for the commit',
  'why.isCounted': 'It is counted',
  'why.isNotCounted': 'It is not counted here',
  'why.counts': 'It counts on {{day}}, in {{repository}}.',
  'why.countsFor': 'It counts for {{people}}.',
  'why.by-others':
    'It is by {{author}}, and none of the people asked for wrote or co-authored it.',
  'why.unusable-date':
    'Its author date is missing or unusable, so it has no day.',
  'why.future-date': 'Its author date is still to come.',
  'why.outside-range': 'It is of {{day}}; this page shows {{from}} to {{to}}.',
  'why.merge': 'It is a merge, and merges are left out.',
  'why.bot': 'Its author, {{author}}, is a bot, and bots are left out.',
  'why.botRule': 'By this rule: {{rule}}.',
  'why.coAuthorsOf': 'On their own pages, it counts for {{people}}.',
  'why.outside-folders':
    'It is in {{repository}}, but changed nothing in what is counted of it: {{folders}}.',
  'why.folder-unread':
    'It is in {{repository}}, of which only {{folders}} is counted; which commits changed that is still being read.',
  'why.removed':
    'It was in {{repository}} until the history was rewritten without it; the sync of {{removedAt}} found that.',
  'why.elsewhere':
    'It is in {{repository}}, which is not among the repositories of this page.',
  'why.unknown_one':
    'It is not on the branch that counts of the {{count}} repository looked into, which is up to date.',
  'why.unknown_other':
    'It is not on the branch that counts of any of the {{count}} repositories looked into, all of which are up to date.',
  'why.unknownYet_one':
    'It was not found in the {{count}} repository looked into, which is not up to date.',
  'why.unknownYet_other':
    'It was not found in any of the {{count}} repositories looked into; {{behind}} of them not up to date.',
  'why.nowhere': 'There is no repository to look into.',
  'why.advice.by-others':
    'If it is yours, add the address that you wrote it with to the .mailmap of the repository, or to your User in the catalog. If not, clear the filter for people.',
  'why.advice.unusable-date':
    'It is in the number of unusable dates above. Whoever can rewrite the history can give it a date.',
  'why.advice.future-date':
    'It counts once that day has come; until then it is in the number of unusable dates. Somebody’s clock was wrong.',
  'why.advice.outside-range': 'Choose another period.',
  'why.advice.merge': 'Switch on “Include merges” to count it.',
  'why.advice.bot':
    'Switch on “Include bots” to count it. If it is no bot, tell the portal’s administrators.',
  'why.advice.outside-folders':
    'Switch on “Include the rest of the repository”, or open the page of the component that it changed.',
  'why.advice.folder-unread': 'Look again in a few minutes.',
  'why.advice.removed':
    'If it was squashed or rebased, the commit that took its place has another SHA: look for that one.',
  'why.advice.elsewhere':
    'If the repository belongs here, its catalog entity has to say so; or clear the filter for repositories.',
  'why.advice.unknown':
    'Has it been pushed, and merged into that branch? Merging by squash or rebase gives it another SHA. If it was pushed just now, the next sync brings it; and of repositories that nobody added to the catalog, or that you may not see, nothing is known here.',
  'why.heldBy': 'Where it is',
  'why.lookedIn': 'Where it was looked for',
  'why.notSelected': 'not among the repositories of this page',
  'why.changed': 'changed {{folders}}',
  'why.branchUpTo': 'branch {{branch}} up to {{head}}',
  'why.more_one': 'and {{count}} more',
  'why.more_other': 'and {{count}} more',

  'freshness.asOf_one':
    'As of {{age}}; {{current}} of {{count}} repository current',
  'freshness.asOf_other':
    'As of {{age}}; {{current}} of {{count}} repositories current',
  'freshness.notYet_one':
    'Not completely synced yet; {{current}} of {{count}} repository current',
  'freshness.notYet_other':
    'Not completely synced yet; {{current}} of {{count}} repositories current',
  'freshness.refresh': 'Refresh',
  'freshness.news': 'New data · show',

  'filters.label': 'Filters',
  'filters.period': 'Period',
  'filters.last-12-months': 'Last 12 months',
  'filters.this-quarter': 'This quarter',
  'filters.last-quarter': 'Last quarter',
  'filters.custom': 'From … to …',
  'filters.from': 'From',
  'filters.to': 'To',
  'filters.notInOrder': 'The last day must not be before the first',
  'filters.apply': 'Apply',
  'filters.repositories': 'Repositories',
  'filters.allRepositories': 'All repositories',
  'filters.people': 'People',
  'filters.everyone': 'Everyone',
  'filters.noPeople': 'People cannot be listed',
  'filters.part': '{{shown}} of {{all}} shown, type to find',
  'filters.onlyMe': 'Only me',
  'filters.bot': '{{name}} (bot)',
  'filters.loading': 'Loading…',
  'filters.noOptions': 'Nothing found',
  'filters.clear': 'Clear',
  'filters.open': 'Open',
  'filters.close': 'Close',

  'commits.loading': 'Loading commits',
  'commits.noneOnDay': 'Nothing was counted on this day.',
  'commits.noneOnDays': 'Nothing was counted on these days.',
  'commits.showMore': 'Show more',
  'commits.shown': '{{shown}} of {{all}} shown',
  'commits.close': 'Close the list of commits',
  'commits.noSubject': '(no subject)',
  'commits.merge': 'Merge',
  'commits.bot': 'Bot',
  'commits.coAuthored': '{{author}} with {{coAuthors}}',
  'commits.others_one': '{{count}} more',
  'commits.others_other': '{{count}} more',
  'commits.tooLong': 'message too long to tell co-authors',
  'commits.byYourClock': '{{time}} by your clock',
  'commits.copySha': 'Copy SHA {{sha}}',
  'commits.copied': 'Copied',
  'commits.notCopied': 'Not copied',

  'months.title': 'Months compared',
  'months.totals_one':
    '{{count}} commit; {{before}} on the same days a year before.',
  'months.totals_other':
    '{{count}} commits; {{before}} on the same days a year before.',
  'months.unusual_one': '{{month}}: {{count}} commit; usual are {{usual}}.',
  'months.unusual_other': '{{month}}: {{count}} commits; usual are {{usual}}.',
  'months.ordinary':
    'No month is out of the ordinary; usual are {{usual}} commits.',
  'months.picture': 'Commits by month; the same numbers follow as a table',
  'months.bars':
    'Bars: these months, paler if not complete. Outlines: a year before.',
  'months.median': 'Dashes: the median of complete months, {{median}}.',
  'months.caption': 'Commits by month',
  'months.month': 'Month',
  'months.commits': 'Commits',
  'months.before': 'A year before',
  'months.incomplete': '{{month}}, not complete',

  'diary.title': 'A week as a diary',
  'diary.previous': 'The week before',
  'diary.next': 'The week after',
  'diary.copy': 'Copy as text',
  'diary.with': '{{subject}} (with {{people}})',

  'rhythm.title': 'When, and by how many',
  'rhythm.loading': 'Loading weekdays and hours',
  'rhythm.hours':
    'Commits by weekday and hour, by the clock of whoever wrote them',
  'rhythm.atHour_one': '{{weekday}}, {{hour}}: {{count}} commit',
  'rhythm.atHour_other': '{{weekday}}, {{hour}}: {{count}} commits',
  'rhythm.perHour': 'Commits per hour of the week',
  'rhythm.lines': 'Active people and repositories by week.',
  'rhythm.linesOfSpans':
    'Active people and repositories, {{weeks}} weeks at a time.',
  'rhythm.scale': '{{title}} Highest: {{most}}.',
  'rhythm.people': 'People',
  'rhythm.repositories': 'Repositories',
  'rhythm.peopleUsual_one':
    'Usually {{count}} person a week, lowest {{least}} in the week from {{day}}.',
  'rhythm.peopleUsual_other':
    'Usually {{count}} people a week, lowest {{least}} in the week from {{day}}.',
  'rhythm.peopleSteady_one': 'Usually {{count}} person a week.',
  'rhythm.peopleSteady_other': 'Usually {{count}} people a week.',
  'rhythm.peopleOfSpans':
    'People: usually {{usual}} in {{weeks}} weeks, lowest {{least}} in those from {{day}}.',
  'rhythm.repositoriesUsual_one':
    'Usually {{count}} repository a week, lowest {{least}} in the week from {{day}}.',
  'rhythm.repositoriesUsual_other':
    'Usually {{count}} repositories a week, lowest {{least}} in the week from {{day}}.',
  'rhythm.repositoriesSteady_one': 'Usually {{count}} repository a week.',
  'rhythm.repositoriesSteady_other': 'Usually {{count}} repositories a week.',
  'rhythm.repositoriesOfSpans':
    'Repositories: usually {{usual}} in {{weeks}} weeks, lowest {{least}} in those from {{day}}.',

  'published.none': 'No figures yet',
  'published.why_one':
    'Whatever is told here rests on at least {{count}} person, so it is told by spans of days, and not where fewer were at work.',
  'published.why_other':
    'Whatever is told here rests on at least {{count}} people, so it is told by spans of days, and not where fewer were at work.',
  'published.until':
    'Figures are made some days after a span is over: so far up to {{day}}.',
  'published.longer': 'A longer span has what is in no shorter one.',
  'published.days': 'Days',

  'lens.label': 'Seen by',
  'lens.owned': 'What we own',
  'lens.members': 'Who we are',
  'lens.subgroups': 'With sub-teams',

  'counted.members_one':
    'What {{count}} member of {{title}} did in any repository that you may see. Members are those of today.',
  'counted.members_other':
    'What {{count}} members of {{title}} did in any repository that you may see. Members are those of today.',
  'counted.membersWithTeams_one':
    'What {{count}} member of {{title}} and its sub-teams did in any repository that you may see. Members are those of today.',
  'counted.membersWithTeams_other':
    'What {{count}} members of {{title}} and its sub-teams did in any repository that you may see. Members are those of today.',
  'counted.group_one': '{{count}} repository owned by {{title}}.',
  'counted.group_other': '{{count}} repositories owned by {{title}}.',
  'counted.groupWithTeams_one':
    '{{count}} repository owned by {{title}} and its sub-teams.',
  'counted.groupWithTeams_other':
    '{{count}} repositories owned by {{title}} and its sub-teams.',
  'counted.system_one': '{{count}} repository of the parts of {{title}}.',
  'counted.system_other': '{{count}} repositories of the parts of {{title}}.',
  'counted.domain_one':
    '{{count}} repository of the systems and components of {{title}}.',
  'counted.domain_other':
    '{{count}} repositories of the systems and components of {{title}}.',
  'counted.some.group_one': '{{count}} of the repositories owned by {{title}}.',
  'counted.some.group_other':
    '{{count}} of the repositories owned by {{title}}.',
  'counted.some.groupWithTeams_one':
    '{{count}} of the repositories owned by {{title}} and its sub-teams.',
  'counted.some.groupWithTeams_other':
    '{{count}} of the repositories owned by {{title}} and its sub-teams.',
  'counted.some.system_one':
    '{{count}} of the repositories of the parts of {{title}}.',
  'counted.some.system_other':
    '{{count}} of the repositories of the parts of {{title}}.',
  'counted.some.domain_one':
    '{{count}} of the repositories of the systems and components of {{title}}.',
  'counted.some.domain_other':
    '{{count}} of the repositories of the systems and components of {{title}}.',
  'counted.problems_one':
    'Not in it: {{count}} entity with a repository that cannot be followed.',
  'counted.problems_other':
    'Not in it: {{count}} entities with a repository that cannot be followed.',
  'counted.strangers_one':
    'Not in it: {{count}} person whom nothing lets us recognise.',
  'counted.strangers_other':
    'Not in it: {{count}} people whom nothing lets us recognise.',

  'scope.folder': 'Only commits that changed {{list}} are counted.',
  'scope.whole':
    'All commits of the repository are counted; {{title}} lives in {{list}}.',
  'scope.folders_one':
    'Where a component lives in a folder of a repository, only commits that changed it are counted: {{count}} folder.',
  'scope.folders_other':
    'Where a component lives in a folder of a repository, only commits that changed it are counted: {{count}} folders.',
  'scope.wholes_one':
    'All commits of the repositories are counted; components live in {{count}} folder of them.',
  'scope.wholes_other':
    'All commits of the repositories are counted; components live in {{count}} folders of them.',
  'scope.untold':
    'The source of the repository cannot tell which commits changed {{list}}, so that all of them are counted.',
  'scope.untouched':
    'No commit ever changed {{list}}. If that cannot be, correct the path in the catalog.',

  'repositories.title': 'Repositories',
  'repositories.workedOn': 'Repositories worked on',
  'repositories.loading': 'Loading repositories',
  'repositories.name': 'Repository',
  'repositories.activity': 'Activity',
  'repositories.commits': 'Commits',
  'repositories.change': 'Change',
  'repositories.lastCommit': 'Last commit',
  'repositories.completeness': 'Completeness',
  'repositories.actions': 'Actions',
  'repositories.noCommit': 'None',
  'repositories.only': 'Only this',
  'repositories.onlyLabel': 'Only this in the calendar: {{name}}',
  'repositories.showOnly': 'Show only',
  'repositories.active': 'Active',
  'repositories.quiet': 'Quiet for 90 days',
  'repositories.new': 'New this year',
  'repositories.newIn': 'New in {{year}}',
  'repositories.incomplete': 'Not complete',
  'repositories.stateCount': '{{state}}: {{number}}',
  'repositories.search': 'Search repositories',
  'repositories.clearSearch': 'Clear search',
  'repositories.notFound': 'No repository is found for “{{search}}”.',
  'repositories.notFoundOfKind':
    'No repository of this kind is found for “{{search}}”.',
  'repositories.noneActive':
    'Nothing was committed to any repository in this period.',
  'repositories.noneQuiet': 'No repository is quiet.',
  'repositories.noneNew': 'No repository is new.',
  'repositories.noneIncomplete': 'Every repository is complete.',
  'repositories.noneOfAll': 'No repository is all of this.',
  'repositories.showAll': 'Show all',
  'repositories.previousPage': 'Previous repositories',
  'repositories.nextPage': 'Next repositories',
  'repositories.page': '{{from}}–{{to}}',
  'repositories.pageOf': '{{from}}–{{to}} of {{all}}',
  'repositories.sameAsBefore_one': 'As many as in the {{count}} day before',
  'repositories.sameAsBefore_other': 'As many as in the {{count}} days before',
  'repositories.moreThanBefore_one':
    '{{commits}} more than in the {{count}} day before',
  'repositories.moreThanBefore_other':
    '{{commits}} more than in the {{count}} days before',
  'repositories.fewerThanBefore_one':
    '{{commits}} fewer than in the {{count}} day before',
  'repositories.fewerThanBefore_other':
    '{{commits}} fewer than in the {{count}} days before',
  'repositories.noneInPeriod': 'No commits in this period',
  'repositories.weeks_one':
    'Commits in {{busy}} of {{count}} week, at most {{most}} in a week',
  'repositories.weeks_other':
    'Commits in {{busy}} of {{count}} weeks, at most {{most}} in a week',
  'repositories.spans':
    'Commits in {{busy}} of {{spans}} spans of {{weeks}} weeks, at most {{most}} in one of them',
  'repositories.weeksScale_one':
    'Activity has one scale for all: the highest bars are weeks with {{count}} commit or more. What several of these hold counts in each.',
  'repositories.weeksScale_other':
    'Activity has one scale for all: the highest bars are weeks with {{count}} commits or more. What several of these hold counts in each.',
  'repositories.spansScale_one':
    'Activity has one scale for all: the highest bars are spans of {{weeks}} weeks with {{count}} commit or more.',
  'repositories.spansScale_other':
    'Activity has one scale for all: the highest bars are spans of {{weeks}} weeks with {{count}} commits or more.',

  'parts.groupedBy': 'Grouped by',
  'parts.group': 'Sub-team',
  'parts.domain': 'System',
  'parts.system': 'Component',
  'parts.own': '{{name}} itself',
  'parts.repositories_one': '{{count}} repository',
  'parts.repositories_other': '{{count}} repositories',
  'parts.search': 'Search by name',
  'parts.notFound': 'Nothing is found for “{{search}}”.',
  'parts.none': 'None is like this.',
  'parts.previousPage': 'Previous page',
  'parts.nextPage': 'Next page',

  'sync.pending': 'Waiting for its first sync',
  'sync.syncing': 'Being read',
  'sync.again': 'Being read again',
  'sync.current': 'Current',
  'sync.stale': 'Out of date',
  'sync.failed': 'Could not be read',
  'sync.archived': 'archived on the host',
  'sync.last': 'last synced {{age}}',
  'sync.soFar_one': '{{count}} commit so far',
  'sync.soFar_other': '{{count}} commits so far',
  'sync.completeFrom': 'complete from {{day}} on',
  'sync.knownUntil': 'known until {{day}}',
  'sync.lastTime': 'Last time: {{message}}',
  'sync.waitsUntil': 'Waits until {{time}}: {{reason}}',
  'sync.ask': 'Sync now',
  'sync.askLabel': 'Sync now: {{name}}',
  'sync.asked': 'Sync asked for',
  'sync.askedLabel': 'Sync asked for: {{name}}',
  'sync.notAsked': 'The sync could not be asked for',
  'sync.notAskedBecause': 'The sync could not be asked for: {{message}}',

  'states.neverReadTitle': 'No repository could be read',
  'states.neverRead':
    'There are no numbers to show. What went wrong is listed with the repositories.',
  'states.unknownSince': 'Not known since {{day}}',
  'states.failed_one':
    '{{failed}} of {{count}} repository could not be synced, so commits may be missing. What went wrong, and how to sync again, is listed with the repositories.',
  'states.failed_other':
    '{{failed}} of {{count}} repositories could not be synced, so commits may be missing. What went wrong, and how to sync again, is listed with the repositories.',
  'states.notSyncedSince':
    'Repositories have not been synced since. What was done in the meantime shows after their next sync.',
  'states.notSyncedTitle': 'Not synced yet',
  'states.stillSyncingTitle': 'Still syncing',
  'states.pending_one':
    '{{pending}} of {{count}} repository still to be read completely. This page refreshes itself.',
  'states.pending_other':
    '{{pending}} of {{count}} repositories still to be read completely. This page refreshes itself.',
  'states.pendingFrom_one':
    '{{pending}} of {{count}} repository still to be read completely. Numbers are complete from {{day}} on. This page refreshes itself.',
  'states.pendingFrom_other':
    '{{pending}} of {{count}} repositories still to be read completely. Numbers are complete from {{day}} on. This page refreshes itself.',
  'states.heldBack_one':
    'A host’s limit on requests holds back {{heldBack}} of {{count}} repository until {{time}}; nothing is lost, and they go on by themselves.',
  'states.heldBack_other':
    'A host’s limit on requests holds back {{heldBack}} of {{count}} repositories until {{time}}; nothing is lost, and they go on by themselves.',
  'states.unrecognisedTitle': 'Commits not recognised',
  'states.unrecognised':
    'Nothing in the catalog lets us recognise commits of {{people}}: add {{email}} or the annotation {{login}} to the User.',
  'states.undiscoveredTitle': 'Not discovered yet',
  'states.undiscovered':
    'This entity names a repository, which the portal has not taken up so far. It looks for new repositories every few minutes; this page refreshes itself.',
  'states.noRepositories': 'No repositories',
  'states.none.system':
    'None of this system’s parts has a repository that is followed.',
  'states.none.domain':
    'None of the systems and components of this domain has a repository that is followed.',
  'states.none.group':
    'Nothing that this group or its subgroups own has a repository that is followed.',
  'states.none.user':
    'No repository that you may see is followed, so nothing is known of this person’s work.',
  'states.none.other': 'No repository stands behind this entity.',
  'states.unnamedTitle': 'No repository is named',
  'states.unnamed':
    'To see when work was done on this {{kind}}, add the annotation {{annotation}} with the repository’s URL to its catalog file:',
  'states.refused_one': 'A repository cannot be followed',
  'states.refused_other': '{{count}} repositories cannot be followed',
  'states.refusedEntity': '{{entity}}: {{message}}',
  'states.moreRefused_one': 'and {{count}} more',
  'states.moreRefused_other': 'and {{count}} more',
  'states.unreadTitle': 'The link says what cannot be read',
  'states.unread': 'This page is shown as if it did not say:',
  'states.removeUnread': 'Remove it',

  'problem.activity': 'Git activity cannot be loaded',
  'problem.commits': 'Commits cannot be loaded',
  'problem.people': 'People cannot be loaded or changed',
  'problem.repositories': 'Repositories cannot be loaded',
  'problem.forbidden': 'You may not see this',
  'problem.not-found': 'Nothing found here',
  'problem.refused': 'This selection was refused',
  'problem.lost': 'The filter names what is not there',
  'problem.advice.forbidden':
    'The portal’s permissions do not let you read this. Its administrators can grant it.',
  'problem.advice.not-found':
    'The entity is gone or not visible to you, or this portal has no git-activity backend.',
  'problem.advice.refused':
    'The backend could not make sense of it. Clear the filters, or choose other days.',
  'problem.advice.unavailable':
    'The git-activity backend did not answer as it should. Try again in a moment, and tell the portal’s administrators if that does not help. What was counted is not lost.',
  'problem.advice.lost':
    'Who or what this page is filtered for is gone or not visible to you, so nothing was counted.',
  'problem.said': '{{advice}} ({{message}})',
  'problem.status': 'Status {{status}}',
  'problem.clearFilters': 'Clear filters',
  'problem.dropFilter': 'Drop the filter',
  'problem.retry': 'Retry',

  'admin.title': 'Git activity',
  'admin.people': 'People',

  'identities.people': 'People',
  'identities.person': 'Person',
  'identities.writesAs': 'Writes as',
  'identities.commits': 'Commits',
  'identities.totals':
    'By Users of the catalog: {{matched}}; by others: {{unmatched}}; by bots: {{bot}}. Co-authors and merges count, too.',
  'identities.show': 'Show',
  'identities.state.all': 'Everyone',
  'identities.state.unmatched': 'Not in the catalog',
  'identities.state.matched': 'Users',
  'identities.state.bot': 'Bots',
  'identities.search': 'Search names, addresses and accounts',
  'identities.nobody': 'There is nobody like that.',
  'identities.previousPage': 'Previous page of people',
  'identities.nextPage': 'Next page of people',
  'identities.noUser': 'No User of the catalog',
  'identities.botBecause': 'A bot: {{reason}}',
  'identities.because': '{{commits}}, {{rule}}',
  'identities.mailmapped': '{{rule}}, after a .mailmap',
  'identities.rule.alias': 'by a merge',
  'identities.rule.configuration': 'by the configuration',
  'identities.rule.claim': 'by a claim',
  'identities.rule.account': 'by the account that the host tells',
  'identities.rule.email': 'by the address',
  'identities.rule.noreply': 'by the account in the address',
  'identities.rule.address': 'by nothing but the address',
  'identities.rule.name': 'by the name, as anybody may have the address',
  'identities.rule.bot': 'a bot',
  'identities.andAuthors_one': 'and {{count}} more',
  'identities.andAuthors_other': 'and {{count}} more',
  'identities.merge': 'Merge…',
  'identities.mergeWho': 'Merge {{name}} into somebody',
  'identities.mergeInto': 'Merge {{from}} into {{into}}',
  'identities.erased': 'Erased',
  'identities.erase': 'Erase…',
  'identities.eraseWho': 'Erase {{name}}',
  'identities.eraseDoes':
    'Names, addresses, accounts, merges and claims are deleted, and kept out at every later sync. {{commits}} count on, for nobody who is told.',
  'identities.eraseLeaves':
    'The repositories, subject lines, the catalog and the configuration stay as they are: what they say has to be removed there.',
  'identities.eraseForGood': 'This cannot be undone.',
  'identities.eraseConfirm': 'Erase for good',
  'identities.eraseDone': 'Done: the person was erased.',
  'identities.else': 'Somebody else…',
  'identities.elseWho': '{{name}} is somebody else',
  'identities.about': 'All commits of {{authors}}, in every repository:',
  'identities.onlyName': 'Only those under the name {{name}}',
  'identities.into': 'Who is it?',
  'identities.intoHelp': 'A User, or somebody else who has commits',
  'identities.users': 'Users of the catalog',
  'identities.others': 'Others who have commits',
  'identities.wouldMove': 'This would change:',
  'identities.move': '{{commits}} of {{from}} would be {{to}}’s ({{authors}})',
  'identities.noMoves': 'This would change nothing of what is there now.',
  'identities.inGit': 'The same could be said in git or in the catalog by:',
  'identities.copy': 'Copy',
  'identities.copyLine': 'Copy {{line}}',
  'identities.cancel': 'Cancel',
  'identities.confirm': 'Merge',
  'identities.done': 'Done: {{what}}.',
  'identities.undo': 'Undo',
  'identities.undoWhat': 'Undo: {{what}}',
  'identities.isSame': '{{authors}} is {{target}}',
  'identities.suggestions': 'Who may be the same',
  'identities.noSuggestions': 'Nobody looks like somebody else.',
  'identities.allSuggestions_one': 'Show {{count}} suggestion',
  'identities.allSuggestions_other': 'Show all {{count}} suggestions',
  'identities.maybe': '{{from}} ({{fromId}}) may be {{into}} ({{intoId}})',
  'identities.reason.name': 'the same name',
  'identities.reason.address': 'a similar address',
  'identities.reason.account': 'the same account',
  'identities.history': 'Merges so far',
  'identities.noHistory': 'Nobody was merged yet.',
  'identities.moreHistory': 'Show earlier ones',
  'identities.said': '{{who}}, {{when}}',
  'identities.saidAndUndone': '{{said}}; undone by {{who}}, {{when}}',
  'identities.configured': 'In the configuration ({{key}}):',
  'identities.claimsTitle': 'Claims to decide',
  'identities.noClaims': 'No claim waits for a decision.',
  'identities.moreClaims': 'There are more claims than are shown here.',
  'identities.claims': '{{who}} says that {{email}} is theirs ({{commits}})',
  'identities.decide.approved': 'Approve',
  'identities.decide.declined': 'Decline',
  'identities.decideOn.approved': 'Approve {{email}} for {{who}}',
  'identities.decideOn.declined': 'Decline {{email}} for {{who}}',

  'me.title': 'What is stored about me',
  'me.explanation':
    'By these names, addresses and accounts your commits are recognised as yours. Beside them, the commits themselves are stored, with their times and subject lines.',
  'me.optOut': 'Tell nobody else of me by name',
  'me.byOthers':
    'The catalog or the configuration of this portal says so already.',

  'claims.missing': 'An address of yours is missing?',
  'claims.claim': 'Claim it',
  'claims.title': 'Claim an address of yours',
  'claims.explanation':
    'Commits that were written with it count as yours once an administrator agrees; at once, if the host has verified that the address is your account’s.',
  'claims.address': 'Address, as it is in your commits',
  'claims.submit': 'Claim',
  'claims.close': 'Close',
  'claims.yours': 'Your claims',
  'claims.pending': '{{email}}: waits for a decision',
  'claims.approved': '{{email}}: approved',
  'claims.verified': '{{email}}: approved, since your host has verified it',
  'claims.declined': '{{email}}: declined',
} as const;
