import type { english } from './english';

/** All that the plugin says, in German. */
const german: Record<keyof typeof english, string> = {
  language: 'de',

  'common.commits_one': '{{count}} Commit',
  'common.commits_other': '{{count}} Commits',
  'common.atLeast_one': 'Mindestens {{count}} Commit',
  'common.atLeast_other': 'Mindestens {{count}} Commits',
  'common.unknown': 'Unbekannt',
  'common.range': '{{from}} bis {{to}}',
  'common.andMore_one': '{{list}} und {{count}} weitere',
  'common.andMore_other': '{{list}} und {{count}} weitere',
  'common.separator': '; ',
  'common.nameless': '(ohne Namen)',
  'common.somebody': 'jemand',
  'common.justNow': 'gerade eben',

  'days.none': 'Keine Commits am {{days}}',
  'days.commits_one': '{{count}} Commit am {{days}}',
  'days.commits_other': '{{count}} Commits am {{days}}',
  'days.atLeast_one':
    'Mindestens {{count}} Commit am {{days}}; noch nicht vollständig synchronisiert',
  'days.atLeast_other':
    'Mindestens {{count}} Commits am {{days}}; noch nicht vollständig synchronisiert',
  'days.unborn': 'Vor dem ersten Commit: {{days}}',
  'days.awaited': 'Noch nicht synchronisiert: {{days}}',
  'days.unrecorded': 'Vor der synchronisierten Historie: {{days}}',
  'days.missed': 'Unbekannt: {{days}}',
  'days.missedSince': 'Unbekannt seit {{since}}: {{days}}',
  'days.future': 'Kommt noch: {{days}}',
  'days.inMonth_one': '{{count}} Commit im {{month}}',
  'days.inMonth_other': '{{count}} Commits im {{month}}',
  'days.atLeastInMonth_one':
    'Mindestens {{count}} Commit im {{month}}; noch nicht vollständig synchronisiert',
  'days.atLeastInMonth_other':
    'Mindestens {{count}} Commits im {{month}}; noch nicht vollständig synchronisiert',
  'days.noneInRange': 'Keine Commits vom {{from}} bis {{to}}',
  'days.inRange_one': '{{count}} Commit vom {{from}} bis {{to}}',
  'days.inRange_other': '{{count}} Commits vom {{from}} bis {{to}}',
  'days.atLeastInRange_one':
    'Mindestens {{count}} Commit vom {{from}} bis {{to}}; noch nicht vollständig synchronisiert',
  'days.atLeastInRange_other':
    'Mindestens {{count}} Commits vom {{from}} bis {{to}}; noch nicht vollständig synchronisiert',

  'calendar.label': 'Commits pro Tag, {{from}} bis {{to}}',
  'calendar.keys':
    'Die Pfeiltasten gehen von Tag zu Tag und von Woche zu Woche, Bild auf und Bild ab einen Monat weit, Pos1 und Ende an die ' +
    'Enden. Mit der Umschalttaste werden alle Tage dazwischen ausgewählt, mit Strg und Leertaste eine Woche. Die Eingabetaste ' +
    'listet die Commits auf, Escape schließt die Liste.',
  'calendar.earlierYears': 'Frühere Jahre anzeigen',
  'calendar.inView':
    'Zu sehen: {{first}} bis {{last}}. Weitere Monate durch Scrollen.',
  'calendar.week': 'Woche ab {{day}}',
  'calendar.byMonth': 'Pro Monat',
  'calendar.yearBefore': '{{total}}. Ein Jahr zuvor: {{before}}',

  'legend.title': 'Commits pro Tag',
  'legend.outlier': 'Weit mehr als an allen anderen Tagen',
  'legend.partial': 'Mindestens so viele',
  'legend.unborn': 'Vor dem ersten Commit',
  'legend.awaited': 'Noch nicht synchronisiert',
  'legend.unrecorded': 'Vor der synchronisierten Historie',
  'legend.missed': 'Unbekannt',
  'legend.missedSince': 'Unbekannt seit {{since}}',
  'legend.future': 'Kommt noch',
  'legend.steps': 'Commits pro Tag, von blass nach kräftig: {{steps}}',
  'legend.months':
    'Balken unter den Monaten: ihre Commits. Striche: dieselben Tage ein Jahr zuvor.',

  'table.label': 'Commits nach Monat und Tag',
  'table.month': 'Monat',
  'table.total': 'Summe',

  'outlier.notice_one':
    '{{count}} Commit am {{day}} macht {{share}} dieser Summe aus.',
  'outlier.notice_other':
    '{{count}} Commits am {{day}} machen {{share}} dieser Summe aus.',
  'outlier.showWith': 'Mit diesem Tag anzeigen',
  'outlier.showWithout': 'Ohne diesen Tag anzeigen',

  'card.title': 'Git-Aktivität',
  'card.toTab': 'Gesamte Git-Aktivität ansehen',
  'card.commits_one': '{{count}} Commit in den letzten 12 Monaten',
  'card.commits_other': '{{count}} Commits in den letzten 12 Monaten',
  'card.noneRead': 'Bisher keine Commits aus den letzten 12 Monaten gelesen',
  'card.noneKnown': 'Keine Commits aus den letzten 12 Monaten bekannt',
  'card.before_one': '{{count}} in denen davor',
  'card.before_other': '{{count}} in denen davor',
  'card.beforeAtLeast_one': 'mindestens {{count}} in denen davor',
  'card.beforeAtLeast_other': 'mindestens {{count}} in denen davor',
  'card.beforeUnknown': 'die 12 Monate davor sind nicht bekannt',
  'card.notBegun': 'in denen davor noch nicht begonnen',
  'card.lastCommit': 'Letzter Commit {{age}} von {{author}}: {{subject}}',
  'card.failed_one':
    '{{failed}} von {{count}} Repository ließ sich nicht synchronisieren',
  'card.failed_other':
    '{{failed}} von {{count}} Repositories ließen sich nicht synchronisieren',
  'card.failedSince_one':
    'Seit {{day}} nicht bekannt: {{failed}} von {{count}} Repository ließ sich nicht synchronisieren',
  'card.failedSince_other':
    'Seit {{day}} nicht bekannt: {{failed}} von {{count}} Repositories ließen sich nicht synchronisieren',
  'card.notSyncedSince':
    'Seit {{day}} nicht bekannt: seither nicht synchronisiert',
  'card.notRead_one':
    'Noch nicht synchronisiert: {{pending}} von {{count}} Repository noch zu lesen',
  'card.notRead_other':
    'Noch nicht synchronisiert: {{pending}} von {{count}} Repositories noch zu lesen',
  'card.reading_one':
    'Wird noch synchronisiert: {{pending}} von {{count}} Repository noch zu lesen',
  'card.reading_other':
    'Wird noch synchronisiert: {{pending}} von {{count}} Repositories noch zu lesen',
  'card.readingFrom_one':
    'Wird noch synchronisiert: {{pending}} von {{count}} Repository noch zu lesen; vollständig ab {{day}}',
  'card.readingFrom_other':
    'Wird noch synchronisiert: {{pending}} von {{count}} Repositories noch zu lesen; vollständig ab {{day}}',
  'card.heldBack_one':
    '{{heldBack}} von {{count}} Repository wartet bis {{time}} wegen der Grenze eines Hosts',
  'card.heldBack_other':
    '{{heldBack}} von {{count}} Repositories warten bis {{time}} wegen der Grenze eines Hosts',

  'home.myYear': 'Mein Jahr',
  'home.toMyActivity': 'Meine ganze Git-Aktivität',
  'home.quietTitle': 'Still geworden in meinen Teams',
  'home.unknownUser':
    'Der Katalog kennt Sie nicht als User. Darum lässt sich nicht sagen, welche Commits Ihre sind.',
  'home.noTeams': 'Der Katalog kennt kein Team von Ihnen.',
  'home.noRepositories':
    'Nichts, was Ihren Teams gehört, hat ein Repository, dem gefolgt wird.',
  'home.noneQuiet':
    'Kein Repository Ihrer Teams ist seit 90 Tagen ohne Commit.',
  'home.quiet_one':
    '{{count}} Repository ist seit 90 Tagen oder länger ohne Commit:',
  'home.quiet_other':
    '{{count}} Repositories sind seit 90 Tagen oder länger ohne Commit:',
  'home.lastCommit': '{{name}}, letzter Commit {{age}}',
  'home.neverCommitted': '{{name}}, ganz ohne Commit',
  'home.more_one': 'und {{count}} weiteres',
  'home.more_other': 'und {{count}} weitere',
  'home.incomplete_one': '{{count}} Repository ist nicht vollständig bekannt.',
  'home.incomplete_other':
    '{{count}} Repositories sind nicht vollständig bekannt.',
  'home.ofTeams': 'Alle von {{teams}}',

  'summary.noneRead': 'Bisher keine Commits gelesen',
  'summary.noneKnown': 'Keine Commits bekannt',
  'summary.onDays_one': 'an {{count}} Tag',
  'summary.onDays_other': 'an {{count}} Tagen',
  'summary.byPeople_one': 'von {{count}} Person',
  'summary.byPeople_other': 'von {{count}} Personen',
  'summary.inRepositories_one': 'in {{count}} Repository',
  'summary.inRepositories_other': 'in {{count}} Repositories',
  'summary.withoutDay_one': 'ohne den {{day}} mit {{count}} Commit',
  'summary.withoutDay_other': 'ohne den {{day}} mit {{count}} Commits',
  'summary.lastCommit': 'Letzter Commit',
  'summary.before': 'Gleicher Zeitraum davor',
  'summary.notBegun': 'Noch nicht begonnen',
  'summary.mergesLeftOut_one': 'Nicht mitgezählt: {{count}} Merge',
  'summary.mergesLeftOut_other': 'Nicht mitgezählt: {{count}} Merges',
  'summary.botsLeftOut_one': 'Nicht mitgezählt: {{count}} Commit von Bots',
  'summary.botsLeftOut_other': 'Nicht mitgezählt: {{count}} Commits von Bots',
  'summary.bothLeftOut_one':
    'Nicht mitgezählt: {{count}} Merge, {{bots}} von Bots',
  'summary.bothLeftOut_other':
    'Nicht mitgezählt: {{count}} Merges, {{bots}} von Bots',
  'summary.undated_one':
    '{{count}} Commit ausgenommen, weil sein Datum unbrauchbar ist',
  'summary.undated_other':
    '{{count}} Commits ausgenommen, weil ihr Datum unbrauchbar ist',
  'summary.countIn': 'Mitzählen',
  'summary.merges': 'Merges mitzählen',
  'summary.bots': 'Bots mitzählen',
  'summary.whole': 'Das übrige Repository mitzählen',

  'panel.loading': 'Git-Aktivität wird geladen',
  'panel.loadingOthers': 'Andere Zahlen werden geladen',
  'panel.listedBelow': '{{days}}, unten aufgelistet',
  'panel.emptyHistory': 'Es gibt noch keine Commits: Die Historie ist leer.',
  'panel.emptySelection': 'Keine Commits in dieser Auswahl.',
  'panel.beforeFirstDay':
    'Keine Commits in dieser Auswahl. Der erste ist vom {{day}}.',
  'panel.authorsDay':
    'Ein Commit zählt an dem Tag, an dem er geschrieben wurde, in der Zeitzone der Person, die ihn schrieb.',
  'panel.zonesDay':
    'Ein Commit zählt an dem Tag, an dem er geschrieben wurde, in der Zeitzone {{zone}}.',
  'panel.asCalendar': 'Als Kalender anzeigen',
  'panel.asTable': 'Als Tabelle anzeigen',

  'share.open': 'Teilen',
  'share.menu': 'Diese Ansicht teilen',
  'share.copyLink': 'Link kopieren',
  'share.copyPicture': 'Als Bild kopieren',
  'share.png': 'Als PNG herunterladen',
  'share.svg': 'Als SVG herunterladen',
  'share.csvOfDays': 'Tage als CSV herunterladen',
  'share.csvOfCommits': 'Commits als CSV herunterladen',
  'share.exporting': 'Wird geschrieben …',
  'share.rules': 'Wie gezählt wird',
  'share.linkCopied': 'Link kopiert',
  'share.pictureCopied': 'Bild kopiert',
  'share.failed':
    'Das hat nicht geklappt. Versuchen Sie es auf einem anderen Weg.',
  'share.picture': 'Git-Aktivität von {{title}}',
  'share.people_one': 'Nur Commits von {{count}} Person',
  'share.people_other': 'Nur Commits von {{count}} Personen',
  'share.repositories_one': 'Nur {{count}} Repository',
  'share.repositories_other': 'Nur {{count}} Repositories',
  'share.asOf_one':
    'Stand: {{day}}; {{current}} von {{count}} Repository aktuell',
  'share.asOf_other':
    'Stand: {{day}}; {{current}} von {{count}} Repositories aktuell',

  'rules.title': 'Wie gezählt wird',
  'rules.branch':
    'Es zählt, was vom Standard-Branch eines Repositorys aus zu erreichen ist.',
  'rules.once':
    'Ein Commit zählt einmal, in wie vielen Repositories er auch ist.',
  'rules.people':
    'Bei einer Person zählen Commits, die sie geschrieben oder mitgeschrieben hat; bei Repositories und Teams zählt jeder einmal.',
  'rules.leftOut':
    'Merges und Commits von Bots sind nicht mitgezählt, solange sie nicht eingeschaltet werden; wie viele das sind, wird gesagt.',
  'rules.undated':
    'Commits mit unbrauchbarem Datum sind beiseitegelegt; wie viele, wird gesagt.',
  'rules.unknown':
    'Tage, von denen etwas nicht bekannt ist, sehen anders aus als Tage ohne Commits.',
  'rules.close': 'Schließen',

  'why.open': 'Commit fehlt?',
  'why.title': 'Warum fehlt mein Commit?',
  'why.lead':
    'Er wird mit den Filtern dieser Seite gesucht: ob er zählt, an welchem Tag und für wen, oder welche Regel ihn auslässt.',
  'why.commit': 'SHA oder Adresse des Commits',
  'why.example':
    'Zum Beispiel 1a2b3c4d, oder die Adresse seiner Seite beim Host',
  'why.unread':
    'Das nennt keinen Commit: Ein SHA hat mindestens vier Ziffern von 0 bis 9 und a bis f.',
  'why.ask': 'Erklären',
  'why.close': 'Schließen',
  'why.loading': 'Der Commit wird gesucht',
  'why.isCounted': 'Er ist mitgezählt',
  'why.isNotCounted': 'Er ist hier nicht mitgezählt',
  'why.counts': 'Er zählt am {{day}}, in {{repository}}.',
  'why.countsFor': 'Er zählt für {{people}}.',
  'why.by-others':
    'Er ist von {{author}}, und niemand von den Personen, nach denen gefragt ist, hat ihn geschrieben oder mitgeschrieben.',
  'why.unusable-date':
    'Sein Autorendatum fehlt oder ist unbrauchbar; darum hat er keinen Tag.',
  'why.future-date': 'Sein Autorendatum liegt in der Zukunft.',
  'why.outside-range':
    'Er ist vom {{day}}; diese Seite zeigt {{from}} bis {{to}}.',
  'why.merge': 'Er ist ein Merge, und Merges sind nicht mitgezählt.',
  'why.bot':
    '{{author}} hat ihn geschrieben, ein Bot, und Bots sind nicht mitgezählt.',
  'why.botRule': 'Nach dieser Regel (englisch): {{rule}}.',
  'why.coAuthorsOf': 'Auf den eigenen Seiten zählt er für {{people}}.',
  'why.outside-folders':
    'Er ist in {{repository}}, hat aber nichts von dem geändert, was davon gezählt wird: {{folders}}.',
  'why.folder-unread':
    'Er ist in {{repository}}, wovon nur {{folders}} gezählt wird; welche Commits das geändert haben, wird noch gelesen.',
  'why.removed':
    'Er war in {{repository}}, bis die Geschichte ohne ihn neu geschrieben wurde; die Synchronisierung vom {{removedAt}} hat das festgestellt.',
  'why.elsewhere':
    'Er ist in {{repository}}, das nicht zu den Repositories dieser Seite gehört.',
  'why.unknown_one':
    'Er ist nicht auf dem Branch, der zählt, in dem {{count}} Repository, in dem gesucht wurde; das ist aktuell.',
  'why.unknown_other':
    'Er ist in keinem der {{count}} Repositories, in denen gesucht wurde, auf dem Branch, der zählt; alle sind aktuell.',
  'why.unknownYet_one':
    'Er wurde in dem {{count}} Repository, in dem gesucht wurde, nicht gefunden; das ist nicht aktuell.',
  'why.unknownYet_other':
    'Er wurde in keinem der {{count}} Repositories gefunden, in denen gesucht wurde; {{behind}} davon nicht aktuell.',
  'why.nowhere': 'Es gibt kein Repository, in dem gesucht werden kann.',
  'why.advice.by-others':
    'Wenn er von Ihnen ist, tragen Sie die Adresse, mit der Sie ihn geschrieben haben, in die .mailmap des Repositorys oder bei Ihrem User im Katalog ein. Wenn nicht, heben Sie den Filter nach Personen auf.',
  'why.advice.unusable-date':
    'Er ist oben in der Zahl der unbrauchbaren Daten. Wer die Geschichte neu schreiben darf, kann ihm ein Datum geben.',
  'why.advice.future-date':
    'Er zählt, sobald dieser Tag gekommen ist; bis dahin ist er in der Zahl der unbrauchbaren Daten. Eine Uhr ging falsch.',
  'why.advice.outside-range': 'Wählen Sie einen anderen Zeitraum.',
  'why.advice.merge': 'Schalten Sie „Merges mitzählen“ ein, um ihn zu zählen.',
  'why.advice.bot':
    'Schalten Sie „Bots mitzählen“ ein, um ihn zu zählen. Wenn es kein Bot ist, sagen Sie es der Administration des Portals.',
  'why.advice.outside-folders':
    'Schalten Sie „Das übrige Repository mitzählen“ ein, oder öffnen Sie die Seite der Komponente, die er geändert hat.',
  'why.advice.folder-unread': 'Sehen Sie in ein paar Minuten wieder nach.',
  'why.advice.removed':
    'Wenn er durch Squash oder Rebase ersetzt wurde, hat der neue Commit einen anderen SHA: Suchen Sie nach diesem.',
  'why.advice.elsewhere':
    'Wenn das Repository hierher gehört, muss seine Entität im Katalog das sagen; oder heben Sie den Filter nach Repositories auf.',
  'why.advice.unknown':
    'Ist er gepusht, und in diesen Branch gemergt? Mit Squash oder Rebase bekommt er dabei einen anderen SHA. Wurde er gerade erst gepusht, bringt ihn die nächste Synchronisierung; und von Repositories, die niemand in den Katalog eingetragen hat oder die Sie nicht sehen dürfen, ist hier nichts bekannt.',
  'why.heldBy': 'Wo er ist',
  'why.lookedIn': 'Wo gesucht wurde',
  'why.notSelected': 'gehört nicht zu den Repositories dieser Seite',
  'why.changed': 'hat {{folders}} geändert',
  'why.branchUpTo': 'Branch {{branch}} bis {{head}}',
  'why.more_one': 'und {{count}} weiteres',
  'why.more_other': 'und {{count}} weitere',

  'freshness.asOf_one':
    'Stand: {{age}}; {{current}} von {{count}} Repository aktuell',
  'freshness.asOf_other':
    'Stand: {{age}}; {{current}} von {{count}} Repositories aktuell',
  'freshness.notYet_one':
    'Noch nicht vollständig synchronisiert; {{current}} von {{count}} Repository aktuell',
  'freshness.notYet_other':
    'Noch nicht vollständig synchronisiert; {{current}} von {{count}} Repositories aktuell',
  'freshness.refresh': 'Aktualisieren',
  'freshness.news': 'Neue Daten · anzeigen',

  'filters.label': 'Filter',
  'filters.period': 'Zeitraum',
  'filters.last-12-months': 'Letzte 12 Monate',
  'filters.this-quarter': 'Dieses Quartal',
  'filters.last-quarter': 'Letztes Quartal',
  'filters.custom': 'Von … bis …',
  'filters.from': 'Von',
  'filters.to': 'Bis',
  'filters.notInOrder': 'Der letzte Tag darf nicht vor dem ersten liegen',
  'filters.apply': 'Anwenden',
  'filters.repositories': 'Repositories',
  'filters.allRepositories': 'Alle Repositories',
  'filters.people': 'Personen',
  'filters.everyone': 'Alle',
  'filters.noPeople': 'Personen können nicht aufgelistet werden',
  'filters.part': '{{shown}} von {{all}} zu sehen; tippen, um zu suchen',
  'filters.onlyMe': 'Nur ich',
  'filters.bot': '{{name}} (Bot)',
  'filters.loading': 'Wird geladen …',
  'filters.noOptions': 'Nichts gefunden',
  'filters.clear': 'Leeren',
  'filters.open': 'Öffnen',
  'filters.close': 'Schließen',

  'commits.loading': 'Commits werden geladen',
  'commits.noneOnDay': 'An diesem Tag wurde nichts gezählt.',
  'commits.noneOnDays': 'An diesen Tagen wurde nichts gezählt.',
  'commits.showMore': 'Mehr anzeigen',
  'commits.shown': '{{shown}} von {{all}} angezeigt',
  'commits.close': 'Commit-Liste schließen',
  'commits.noSubject': '(ohne Betreff)',
  'commits.merge': 'Merge',
  'commits.bot': 'Bot',
  'commits.coAuthored': '{{author}} mit {{coAuthors}}',
  'commits.others_one': '{{count}} weitere Person',
  'commits.others_other': '{{count}} weiteren',
  'commits.tooLong': 'Nachricht zu lang, um Co-Autoren zu erkennen',
  'commits.byYourClock': '{{time}} nach Ihrer Uhr',
  'commits.copySha': 'SHA {{sha}} kopieren',
  'commits.copied': 'Kopiert',
  'commits.notCopied': 'Nicht kopiert',

  'months.title': 'Monate im Vergleich',
  'months.totals_one':
    '{{count}} Commit; {{before}} an denselben Tagen im Jahr davor.',
  'months.totals_other':
    '{{count}} Commits; {{before}} an denselben Tagen im Jahr davor.',
  'months.unusual_one': '{{month}}: {{count}} Commit; üblich sind {{usual}}.',
  'months.unusual_other':
    '{{month}}: {{count}} Commits; üblich sind {{usual}}.',
  'months.ordinary':
    'Kein Monat fällt aus dem Rahmen; üblich sind {{usual}} Commits.',
  'months.picture': 'Commits pro Monat; dieselben Zahlen folgen als Tabelle',
  'months.bars':
    'Balken: diese Monate, blasser, wenn unvollständig. Umrisse: ein Jahr davor.',
  'months.median':
    'Gestrichelt: der Median der vollständigen Monate, {{median}}.',
  'months.caption': 'Commits pro Monat',
  'months.month': 'Monat',
  'months.commits': 'Commits',
  'months.before': 'Ein Jahr davor',
  'months.incomplete': '{{month}}, unvollständig',

  'diary.title': 'Eine Woche als Tagebuch',
  'diary.previous': 'Die Woche davor',
  'diary.next': 'Die Woche danach',
  'diary.copy': 'Als Text kopieren',
  'diary.with': '{{subject}} (mit {{people}})',

  'rhythm.title': 'Wann, und von wie vielen',
  'rhythm.loading': 'Wochentage und Stunden werden geladen',
  'rhythm.hours':
    'Commits nach Wochentag und Stunde, nach der Uhr derer, die sie geschrieben haben',
  'rhythm.atHour_one': '{{weekday}}, {{hour}}: {{count}} Commit',
  'rhythm.atHour_other': '{{weekday}}, {{hour}}: {{count}} Commits',
  'rhythm.perHour': 'Commits pro Stunde der Woche',
  'rhythm.lines': 'Aktive Personen und Repositories pro Woche.',
  'rhythm.linesOfSpans':
    'Aktive Personen und Repositories, je {{weeks}} Wochen zusammen.',
  'rhythm.scale': '{{title}} Höchster Wert: {{most}}.',
  'rhythm.people': 'Personen',
  'rhythm.repositories': 'Repositories',
  'rhythm.peopleUsual_one':
    'Üblich ist {{count}} Person pro Woche, am wenigsten sind {{least}} in der Woche ab {{day}}.',
  'rhythm.peopleUsual_other':
    'Üblich sind {{count}} Personen pro Woche, am wenigsten {{least}} in der Woche ab {{day}}.',
  'rhythm.peopleSteady_one': 'Üblich ist {{count}} Person pro Woche.',
  'rhythm.peopleSteady_other': 'Üblich sind {{count}} Personen pro Woche.',
  'rhythm.peopleOfSpans':
    'Personen: üblich sind {{usual}} in {{weeks}} Wochen, am wenigsten {{least}} in denen ab {{day}}.',
  'rhythm.repositoriesUsual_one':
    'Üblich ist {{count}} Repository pro Woche, am wenigsten sind {{least}} in der Woche ab {{day}}.',
  'rhythm.repositoriesUsual_other':
    'Üblich sind {{count}} Repositories pro Woche, am wenigsten {{least}} in der Woche ab {{day}}.',
  'rhythm.repositoriesSteady_one': 'Üblich ist {{count}} Repository pro Woche.',
  'rhythm.repositoriesSteady_other':
    'Üblich sind {{count}} Repositories pro Woche.',
  'rhythm.repositoriesOfSpans':
    'Repositories: üblich sind {{usual}} in {{weeks}} Wochen, am wenigsten {{least}} in denen ab {{day}}.',

  'published.none': 'Noch keine Zahlen',
  'published.why_one':
    'Was hier steht, beruht auf mindestens {{count}} Person. Darum steht es für Zeitspannen da, und nicht, wo weniger am Werk waren.',
  'published.why_other':
    'Was hier steht, beruht auf mindestens {{count}} Menschen. Darum steht es für Zeitspannen da, und nicht, wo weniger am Werk waren.',
  'published.until':
    'Zahlen entstehen einige Tage nach dem Ende einer Zeitspanne: bisher bis {{day}}.',
  'published.longer':
    'Eine längere Zeitspanne hat, was in keiner kürzeren ist.',
  'published.days': 'Tage',

  'lens.label': 'Gesehen als',
  'lens.owned': 'Was uns gehört',
  'lens.members': 'Wer wir sind',
  'lens.subgroups': 'Mit Unterteams',

  'counted.members_one':
    'Was {{count}} Mitglied von {{title}} in Repositories getan hat, die Sie sehen dürfen. Mitglieder sind die von heute.',
  'counted.members_other':
    'Was {{count}} Mitglieder von {{title}} in Repositories getan haben, die Sie sehen dürfen. Mitglieder sind die von heute.',
  'counted.membersWithTeams_one':
    'Was {{count}} Mitglied von {{title}} und seinen Unterteams in Repositories getan hat, die Sie sehen dürfen. Mitglieder sind die von heute.',
  'counted.membersWithTeams_other':
    'Was {{count}} Mitglieder von {{title}} und seinen Unterteams in Repositories getan haben, die Sie sehen dürfen. Mitglieder sind die von heute.',
  'counted.group_one': '{{count}} Repository von {{title}}.',
  'counted.group_other': '{{count}} Repositories von {{title}}.',
  'counted.groupWithTeams_one':
    '{{count}} Repository von {{title}} und den zugehörigen Teams.',
  'counted.groupWithTeams_other':
    '{{count}} Repositories von {{title}} und den zugehörigen Teams.',
  'counted.system_one': '{{count}} Repository der Bestandteile von {{title}}.',
  'counted.system_other':
    '{{count}} Repositories der Bestandteile von {{title}}.',
  'counted.domain_one':
    '{{count}} Repository der Systeme und Komponenten von {{title}}.',
  'counted.domain_other':
    '{{count}} Repositories der Systeme und Komponenten von {{title}}.',
  'counted.some.group_one': '{{count}} der Repositories von {{title}}.',
  'counted.some.group_other': '{{count}} der Repositories von {{title}}.',
  'counted.some.groupWithTeams_one':
    '{{count}} der Repositories von {{title}} und den zugehörigen Teams.',
  'counted.some.groupWithTeams_other':
    '{{count}} der Repositories von {{title}} und den zugehörigen Teams.',
  'counted.some.system_one':
    '{{count}} der Repositories der Bestandteile von {{title}}.',
  'counted.some.system_other':
    '{{count}} der Repositories der Bestandteile von {{title}}.',
  'counted.some.domain_one':
    '{{count}} der Repositories der Systeme und Komponenten von {{title}}.',
  'counted.some.domain_other':
    '{{count}} der Repositories der Systeme und Komponenten von {{title}}.',
  'counted.problems_one':
    'Nicht enthalten: {{count}} Entität mit einem Repository, das nicht verfolgt werden kann.',
  'counted.problems_other':
    'Nicht enthalten: {{count}} Entitäten mit einem Repository, das nicht verfolgt werden kann.',
  'counted.strangers_one':
    'Nicht enthalten: {{count}} Person, deren Commits sich nicht zuordnen lassen.',
  'counted.strangers_other':
    'Nicht enthalten: {{count}} Personen, deren Commits sich nicht zuordnen lassen.',

  'scope.folder': 'Gezählt werden nur Commits, die {{list}} geändert haben.',
  'scope.whole':
    'Gezählt werden alle Commits des Repositorys; {{title}} liegt in {{list}}.',
  'scope.folders_one':
    'Liegt eine Komponente in einem Ordner eines Repositorys, werden nur Commits gezählt, die ihn geändert haben: {{count}} Ordner.',
  'scope.folders_other':
    'Liegt eine Komponente in einem Ordner eines Repositorys, werden nur Commits gezählt, die ihn geändert haben: {{count}} Ordner.',
  'scope.wholes_one':
    'Gezählt werden alle Commits der Repositories; Komponenten liegen in {{count}} Ordner davon.',
  'scope.wholes_other':
    'Gezählt werden alle Commits der Repositories; Komponenten liegen in {{count}} Ordnern davon.',
  'scope.untold':
    'Die Quelle des Repositorys kann nicht sagen, welche Commits {{list}} geändert haben; deshalb werden alle gezählt.',
  'scope.untouched':
    'Kein Commit hat je {{list}} geändert. Wenn das nicht sein kann, ist der Pfad im Katalog zu berichtigen.',

  'repositories.title': 'Repositories',
  'repositories.workedOn': 'Repositories mit eigenen Commits',
  'repositories.loading': 'Repositories werden geladen',
  'repositories.name': 'Repository',
  'repositories.activity': 'Aktivität',
  'repositories.commits': 'Commits',
  'repositories.change': 'Veränderung',
  'repositories.lastCommit': 'Letzter Commit',
  'repositories.completeness': 'Vollständigkeit',
  'repositories.actions': 'Aktionen',
  'repositories.noCommit': 'Keiner',
  'repositories.only': 'Nur dieses',
  'repositories.onlyLabel': 'Nur dieses im Kalender: {{name}}',
  'repositories.showOnly': 'Nur anzeigen',
  'repositories.active': 'Aktiv',
  'repositories.quiet': 'Seit 90 Tagen still',
  'repositories.new': 'Neu in diesem Jahr',
  'repositories.newIn': 'Neu im Jahr {{year}}',
  'repositories.incomplete': 'Unvollständig',
  'repositories.stateCount': '{{state}}: {{number}}',
  'repositories.search': 'Repositories suchen',
  'repositories.clearSearch': 'Suche leeren',
  'repositories.notFound': 'Kein Repository zu „{{search}}“ gefunden.',
  'repositories.notFoundOfKind':
    'Kein Repository dieser Art zu „{{search}}“ gefunden.',
  'repositories.noneActive':
    'In diesem Zeitraum gab es in keinem Repository Commits.',
  'repositories.noneQuiet': 'Kein Repository ist still.',
  'repositories.noneNew': 'Kein Repository ist neu.',
  'repositories.noneIncomplete': 'Jedes Repository ist vollständig.',
  'repositories.noneOfAll': 'Auf kein Repository trifft all das zu.',
  'repositories.showAll': 'Alle anzeigen',
  'repositories.previousPage': 'Vorherige Repositories',
  'repositories.nextPage': 'Nächste Repositories',
  'repositories.page': '{{from}}–{{to}}',
  'repositories.pageOf': '{{from}}–{{to}} von {{all}}',
  'repositories.sameAsBefore_one': 'So viele wie am Tag davor',
  'repositories.sameAsBefore_other':
    'So viele wie in den {{count}} Tagen davor',
  'repositories.moreThanBefore_one': '{{commits}} mehr als am Tag davor',
  'repositories.moreThanBefore_other':
    '{{commits}} mehr als in den {{count}} Tagen davor',
  'repositories.fewerThanBefore_one': '{{commits}} weniger als am Tag davor',
  'repositories.fewerThanBefore_other':
    '{{commits}} weniger als in den {{count}} Tagen davor',
  'repositories.noneInPeriod': 'Keine Commits in diesem Zeitraum',
  'repositories.weeks_one':
    'Commits in {{busy}} von {{count}} Woche, höchstens {{most}} in einer Woche',
  'repositories.weeks_other':
    'Commits in {{busy}} von {{count}} Wochen, höchstens {{most}} in einer Woche',
  'repositories.spans':
    'Commits in {{busy}} von {{spans}} Abschnitten von je {{weeks}} Wochen, höchstens {{most}} in einem davon',
  'repositories.weeksScale_one':
    'Aktivität hat einen Maßstab für alle: Die höchsten Balken sind Wochen mit {{count}} oder mehr Commits. Was in mehreren davon steckt, zählt in jedem.',
  'repositories.weeksScale_other':
    'Aktivität hat einen Maßstab für alle: Die höchsten Balken sind Wochen mit {{count}} oder mehr Commits. Was in mehreren davon steckt, zählt in jedem.',
  'repositories.spansScale_one':
    'Aktivität hat einen Maßstab für alle: Die höchsten Balken sind Abschnitte von {{weeks}} Wochen mit {{count}} oder mehr Commits.',
  'repositories.spansScale_other':
    'Aktivität hat einen Maßstab für alle: Die höchsten Balken sind Abschnitte von {{weeks}} Wochen mit {{count}} oder mehr Commits.',

  'parts.groupedBy': 'Gruppiert nach',
  'parts.group': 'Unterteam',
  'parts.domain': 'System',
  'parts.system': 'Komponente',
  'parts.own': '{{name}} selbst',
  'parts.repositories_one': '{{count}} Repository',
  'parts.repositories_other': '{{count}} Repositories',
  'parts.search': 'Nach Namen suchen',
  'parts.notFound': 'Nichts zu „{{search}}“ gefunden.',
  'parts.none': 'Nichts davon ist so.',
  'parts.previousPage': 'Vorherige Seite',
  'parts.nextPage': 'Nächste Seite',

  'sync.pending': 'Wartet auf die erste Synchronisierung',
  'sync.syncing': 'Wird gelesen',
  'sync.again': 'Wird erneut gelesen',
  'sync.current': 'Aktuell',
  'sync.stale': 'Veraltet',
  'sync.failed': 'Konnte nicht gelesen werden',
  'sync.archived': 'auf dem Host archiviert',
  'sync.last': 'zuletzt synchronisiert {{age}}',
  'sync.soFar_one': 'bisher {{count}} Commit',
  'sync.soFar_other': 'bisher {{count}} Commits',
  'sync.completeFrom': 'vollständig ab {{day}}',
  'sync.knownUntil': 'bekannt bis {{day}}',
  'sync.lastTime': 'Beim letzten Mal: {{message}}',
  'sync.waitsUntil': 'Wartet bis {{time}}: {{reason}}',
  'sync.ask': 'Synchronisieren',
  'sync.askLabel': 'Synchronisieren: {{name}}',
  'sync.asked': 'Angefordert',
  'sync.askedLabel': 'Angefordert: {{name}}',
  'sync.notAsked': 'Die Synchronisierung konnte nicht angefordert werden',
  'sync.notAskedBecause':
    'Die Synchronisierung konnte nicht angefordert werden: {{message}}',

  'states.neverReadTitle': 'Kein Repository konnte gelesen werden',
  'states.neverRead':
    'Es gibt keine Zahlen anzuzeigen. Was schiefging, steht bei den Repositories.',
  'states.unknownSince': 'Unbekannt seit {{day}}',
  'states.failed_one':
    'Bei {{failed}} von {{count}} Repository ist die Synchronisierung fehlgeschlagen; daher können Commits fehlen. Was schiefging und wie sich die Synchronisierung wiederholen lässt, steht bei den Repositories.',
  'states.failed_other':
    'Bei {{failed}} von {{count}} Repositories ist die Synchronisierung fehlgeschlagen; daher können Commits fehlen. Was schiefging und wie sich die Synchronisierung wiederholen lässt, steht bei den Repositories.',
  'states.notSyncedSince':
    'Seitdem wurden Repositories nicht synchronisiert. Was inzwischen geschah, erscheint nach der nächsten Synchronisierung.',
  'states.notSyncedTitle': 'Noch nicht synchronisiert',
  'states.stillSyncingTitle': 'Wird noch synchronisiert',
  'states.pending_one':
    '{{pending}} von {{count}} Repository noch nicht vollständig gelesen. Diese Seite aktualisiert sich selbst.',
  'states.pending_other':
    '{{pending}} von {{count}} Repositories noch nicht vollständig gelesen. Diese Seite aktualisiert sich selbst.',
  'states.pendingFrom_one':
    '{{pending}} von {{count}} Repository noch nicht vollständig gelesen. Ab {{day}} sind die Zahlen vollständig. Diese Seite aktualisiert sich selbst.',
  'states.pendingFrom_other':
    '{{pending}} von {{count}} Repositories noch nicht vollständig gelesen. Ab {{day}} sind die Zahlen vollständig. Diese Seite aktualisiert sich selbst.',
  'states.heldBack_one':
    'Das Anfragelimit eines Hosts hält {{heldBack}} von {{count}} Repository bis {{time}} zurück; nichts geht verloren, und danach geht es von selbst weiter.',
  'states.heldBack_other':
    'Das Anfragelimit eines Hosts hält {{heldBack}} von {{count}} Repositories bis {{time}} zurück; nichts geht verloren, und danach geht es von selbst weiter.',
  'states.unrecognisedTitle': 'Commits nicht zugeordnet',
  'states.unrecognised':
    'Nichts im Katalog erlaubt es, Commits von {{people}} zuzuordnen: Ergänzen Sie beim User {{email}} oder die Annotation {{login}}.',
  'states.undiscoveredTitle': 'Noch nicht gefunden',
  'states.undiscovered':
    'Diese Entität nennt ein Repository, das dem Portal noch nicht bekannt ist. Es sucht alle paar Minuten nach neuen Repositories; diese Seite aktualisiert sich selbst.',
  'states.noRepositories': 'Keine Repositories',
  'states.none.system':
    'Kein Bestandteil dieses Systems hat ein Repository, das verfolgt wird.',
  'states.none.domain':
    'Keines der Systeme und keine der Komponenten dieser Domain hat ein Repository, das verfolgt wird.',
  'states.none.group':
    'Nichts, was dieser Gruppe oder ihren Untergruppen gehört, hat ein Repository, das verfolgt wird.',
  'states.none.user':
    'Es wird kein Repository verfolgt, das Sie sehen dürfen; daher ist über die Arbeit dieser Person nichts bekannt.',
  'states.none.other': 'Hinter dieser Entität steht kein Repository.',
  'states.unnamedTitle': 'Kein Repository angegeben',
  'states.unnamed':
    'Damit zu sehen ist, wann hieran gearbeitet wurde, ergänzen Sie in der Katalogdatei die Annotation {{annotation}} mit der URL des Repositorys:',
  'states.refused_one': 'Ein Repository kann nicht verfolgt werden',
  'states.refused_other': '{{count}} Repositories können nicht verfolgt werden',
  'states.refusedEntity': '{{entity}}: {{message}}',
  'states.moreRefused_one': 'und {{count}} weiteres',
  'states.moreRefused_other': 'und {{count}} weitere',
  'states.unreadTitle': 'Der Link enthält etwas Unlesbares',
  'states.unread': 'Diese Seite wird angezeigt, als stünde es nicht darin:',
  'states.removeUnread': 'Entfernen',

  'problem.activity': 'Die Git-Aktivität kann nicht geladen werden',
  'problem.commits': 'Die Commits können nicht geladen werden',
  'problem.people': 'Personen können nicht geladen oder geändert werden',
  'problem.repositories': 'Die Repositories können nicht geladen werden',
  'problem.forbidden': 'Das dürfen Sie nicht sehen',
  'problem.not-found': 'Hier wurde nichts gefunden',
  'problem.refused': 'Diese Auswahl wurde abgelehnt',
  'problem.lost': 'Der Filter nennt etwas, das es nicht gibt',
  'problem.advice.forbidden':
    'Die Berechtigungen des Portals erlauben Ihnen nicht, das zu lesen. Wer das Portal verwaltet, kann es freigeben.',
  'problem.advice.not-found':
    'Die Entität gibt es nicht mehr, sie ist für Sie nicht sichtbar, oder dieses Portal hat kein git-activity-Backend.',
  'problem.advice.refused':
    'Das Backend konnte damit nichts anfangen. Leeren Sie die Filter, oder wählen Sie andere Tage.',
  'problem.advice.unavailable':
    'Das git-activity-Backend hat nicht wie erwartet geantwortet. Versuchen Sie es gleich noch einmal, und wenden Sie sich an die Portalverwaltung, wenn das nicht hilft. Was gezählt wurde, ist nicht verloren.',
  'problem.advice.lost':
    'Wer oder was hier gefiltert wird, ist nicht mehr da oder für Sie nicht sichtbar; daher wurde nichts gezählt.',
  'problem.said': '{{advice}} ({{message}})',
  'problem.status': 'Status {{status}}',
  'problem.clearFilters': 'Filter leeren',
  'problem.dropFilter': 'Filter entfernen',
  'problem.retry': 'Erneut versuchen',

  'admin.title': 'Git-Aktivität',
  'admin.people': 'Personen',

  'identities.people': 'Personen',
  'identities.person': 'Person',
  'identities.writesAs': 'Schreibt als',
  'identities.commits': 'Commits',
  'identities.totals':
    'Von Usern des Katalogs: {{matched}}; von anderen: {{unmatched}}; von Bots: {{bot}}. Mitverfasste Commits und Merges zählen mit.',
  'identities.show': 'Anzeigen',
  'identities.state.all': 'Alle',
  'identities.state.unmatched': 'Nicht im Katalog',
  'identities.state.matched': 'User',
  'identities.state.bot': 'Bots',
  'identities.search': 'Namen, Adressen und Konten durchsuchen',
  'identities.nobody': 'So jemanden gibt es nicht.',
  'identities.previousPage': 'Vorige Seite der Personen',
  'identities.nextPage': 'Nächste Seite der Personen',
  'identities.noUser': 'Kein User des Katalogs',
  'identities.botBecause': 'Ein Bot: {{reason}}',
  'identities.because': '{{commits}}, {{rule}}',
  'identities.mailmapped': '{{rule}}, nach einer .mailmap',
  'identities.rule.alias': 'durch eine Zusammenlegung',
  'identities.rule.configuration': 'durch die Konfiguration',
  'identities.rule.claim': 'durch einen Anspruch',
  'identities.rule.account': 'durch das Konto, das der Host nennt',
  'identities.rule.email': 'durch die Adresse',
  'identities.rule.noreply': 'durch das Konto in der Adresse',
  'identities.rule.address': 'nur durch die Adresse',
  'identities.rule.name': 'durch den Namen, da die Adresse jeder haben kann',
  'identities.rule.bot': 'ein Bot',
  'identities.andAuthors_one': 'und {{count}} weitere Schreibweise',
  'identities.andAuthors_other': 'und {{count}} weitere Schreibweisen',
  'identities.merge': 'Zusammenlegen …',
  'identities.mergeWho': '{{name}} mit jemandem zusammenlegen',
  'identities.mergeInto': '{{from}} mit {{into}} zusammenlegen',
  'identities.erased': 'Gelöscht',
  'identities.erase': 'Löschen …',
  'identities.eraseWho': '{{name}} löschen',
  'identities.eraseDoes':
    'Namen, Adressen, Konten, Zusammenlegungen und Ansprüche werden gelöscht und auch bei späteren Syncs nicht wieder gespeichert. {{commits}} zählen weiter, ohne dass jemand erfährt, für wen.',
  'identities.eraseLeaves':
    'Die Repositorys, Betreffzeilen, der Katalog und die Konfiguration bleiben, wie sie sind: Was dort steht, muss dort entfernt werden.',
  'identities.eraseForGood': 'Das lässt sich nicht rückgängig machen.',
  'identities.eraseConfirm': 'Endgültig löschen',
  'identities.eraseDone': 'Erledigt: Die Person wurde gelöscht.',
  'identities.else': 'Jemand anderes …',
  'identities.elseWho': '{{name}} ist jemand anderes',
  'identities.about': 'Alle Commits von {{authors}}, in jedem Repository:',
  'identities.onlyName': 'Nur die unter dem Namen {{name}}',
  'identities.into': 'Wer ist das?',
  'identities.intoHelp': 'Ein User oder jemand anderes, der Commits hat',
  'identities.users': 'User des Katalogs',
  'identities.others': 'Andere, die Commits haben',
  'identities.wouldMove': 'Das würde sich ändern:',
  'identities.move':
    '{{commits}} von {{from}} würden {{to}} gehören ({{authors}})',
  'identities.noMoves': 'Das würde nichts von dem ändern, was jetzt da ist.',
  'identities.inGit':
    'Dasselbe ließe sich in git oder im Katalog sagen, durch:',
  'identities.copy': 'Kopieren',
  'identities.copyLine': '{{line}} kopieren',
  'identities.cancel': 'Abbrechen',
  'identities.confirm': 'Zusammenlegen',
  'identities.done': 'Erledigt: {{what}}.',
  'identities.undo': 'Rückgängig',
  'identities.undoWhat': 'Rückgängig: {{what}}',
  'identities.isSame': '{{authors}} ist {{target}}',
  'identities.suggestions': 'Wer dieselbe Person sein könnte',
  'identities.noSuggestions': 'Niemand sieht wie jemand anderes aus.',
  'identities.allSuggestions_one': '{{count}} Vorschlag anzeigen',
  'identities.allSuggestions_other': 'Alle {{count}} Vorschläge anzeigen',
  'identities.maybe': '{{from}} ({{fromId}}) könnte {{into}} ({{intoId}}) sein',
  'identities.reason.name': 'derselbe Name',
  'identities.reason.address': 'eine ähnliche Adresse',
  'identities.reason.account': 'dasselbe Konto',
  'identities.history': 'Bisherige Zusammenlegungen',
  'identities.noHistory': 'Noch wurde niemand zusammengelegt.',
  'identities.moreHistory': 'Frühere anzeigen',
  'identities.said': '{{who}}, {{when}}',
  'identities.saidAndUndone':
    '{{said}}; rückgängig gemacht von {{who}}, {{when}}',
  'identities.configured': 'In der Konfiguration ({{key}}):',
  'identities.claimsTitle': 'Offene Ansprüche',
  'identities.noClaims': 'Kein Anspruch wartet auf eine Entscheidung.',
  'identities.moreClaims': 'Es gibt mehr Ansprüche, als hier zu sehen sind.',
  'identities.claims':
    '{{who}} sagt, {{email}} sei die eigene Adresse ({{commits}})',
  'identities.decide.approved': 'Zustimmen',
  'identities.decide.declined': 'Ablehnen',
  'identities.decideOn.approved': '{{email}} für {{who}} zustimmen',
  'identities.decideOn.declined': '{{email}} für {{who}} ablehnen',

  'me.title': 'Was über mich gespeichert ist',
  'me.explanation':
    'An diesen Namen, Adressen und Konten werden Ihre Commits als Ihre erkannt. Daneben sind die Commits selbst gespeichert, mit Zeiten und Betreffzeilen.',
  'me.optOut': 'Niemand anderem meinen Namen zeigen',
  'me.byOthers':
    'Der Katalog oder die Konfiguration dieses Portals sagt das schon.',

  'claims.missing': 'Eine Ihrer Adressen fehlt?',
  'claims.claim': 'Beanspruchen',
  'claims.title': 'Eine eigene Adresse beanspruchen',
  'claims.explanation':
    'Commits, die mit ihr geschrieben wurden, zählen zu Ihren, sobald jemand aus der Administration zustimmt; sofort, wenn der Host geprüft hat, dass die Adresse zu Ihrem Konto gehört.',
  'claims.address': 'Adresse, wie sie in Ihren Commits steht',
  'claims.submit': 'Beanspruchen',
  'claims.close': 'Schließen',
  'claims.yours': 'Ihre Ansprüche',
  'claims.pending': '{{email}}: wartet auf eine Entscheidung',
  'claims.approved': '{{email}}: zugestimmt',
  'claims.verified': '{{email}}: zugestimmt, da Ihr Host sie geprüft hat',
  'claims.declined': '{{email}}: abgelehnt',
};

export default german;
