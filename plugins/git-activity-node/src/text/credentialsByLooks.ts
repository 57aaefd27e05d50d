/**
 * What is a credential by its looks, whoever's it is. The first group stays. No pattern looks further ahead than a bounded
 * number of characters for each at which it may begin, since texts come from outside.
 */
export const CREDENTIALS_BY_LOOKS: RegExp[] = [
  /\b(authorization["']?\s{0,9}[:=]\s{0,9}["']?)(?:(?:basic|bearer|token)\s{1,9})?[^\s"',;]+/gi,
  /\b((?:private|job|deploy)-token["']?\s{0,9}[:=]\s{0,9}["']?)[^\s"',;]+/gi,
  /\b((?:basic|bearer|token)\s{1,9})[\w.~+/=-]{16,}/gi,
  // Tokens of GitHub and of GitLab, and signed ones.
  /()\bgh[a-z]_[A-Za-z0-9_.-]{8,}/g,
  /()\bgithub_pat_[A-Za-z0-9_]{8,}/g,
  /()\bgl[a-z]{1,8}-[A-Za-z0-9_.-]{16,}/g,
  /()\beyJ[\w-]{1,4000}\.[\w-]{1,4000}\.[\w-]+/g,
  /()-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
  // `https://user:secret@host`, also within JSON. Over SSH a name alone is no secret: `ssh://git@host`.
  /(ssh:\/\/)[^\s/?#@:]{0,1000}:[^\s/?#]{1,1000}@/gi,
  /((?<!ssh):\\?\/\\?\/)[^\s/?#]{1,1000}@/gi,
  // A secret that holds what would end it: `https://user:se/cr#et@host`. After a host there would be a number.
  /(:\\?\/\\?\/)[^\s/?#@:[\]]{0,1000}:(?!\d{1,5}(?:[/?#\s"'),;]|$))[^\s"'<>]{1,1000}@/gi,
  /(%3A%2F%2F)(?:(?!%2F|%3F|%23)[^\s/?#]){1,1000}?%40/gi,
  // `user:secret@host:path`, as scp and git take it.
  /((?:^|[\s"'`(<=,;[{]))[^\s:@/"'`(<=,;[{]{0,200}:(?!\/\/)[^\s"'<>]{1,1000}@(?=[\w[])/g,
  // `?access_token=secret`
  /([?&;][\w.-]{0,40}(?:token|secret|password|passwd|pwd|api[_-]?key|signature)=)[^\s&#"'<>]+/gi,
];
