/** The names of the behaviours that tell more than one flaw. */

export const EXACT = 'reads each commit exactly as git has it';
export const NEW = 'reads exactly what is new, with all that git has of it';
export const REWRITE =
  'tells what a rewritten history lost, before what it gained';
export const PARENTS =
  'names the parents of every commit, in order, as git does';
export const WHOLE =
  'hands over a history that hangs together, up to its roots';
export const WHOLE_NEW =
  'hands over what is new so that it hangs together with what was there';
export const WHOLE_RESUMED =
  'hands over what hangs together, too, when it goes on after any batch';
export const TOTAL =
  'counts the commits of the head that it is asked for, if it tells their number';
export const SKEWED =
  'takes nothing away and leaves nothing out where new commits claim to be older than their parents';
export const SKEWED_MERGE =
  'takes nothing away and leaves nothing out where a merge brings commits that claim to be older than their parents';
export const SKEWED_REWRITE =
  'takes away only what is gone where a rewritten history claims to be older than what it begins with, or asks to read it anew';
export const SHORT =
  'takes nothing away because a list of the host ends too early, and takes no part for the whole';
export const UNKNOWN =
  'asks to read anew when a head is no longer known, before anything is sent';
export const RESUME =
  'goes on with a whole history after any batch, with nothing twice and nothing lost';
export const RESUME_NEW =
  'goes on with what is new after any batch, with nothing twice and nothing lost';
export const RESUME_REWRITE =
  'goes on with a rewritten history after any batch, with nothing twice and nothing lost';
export const HOSTILE =
  'refuses hostile URLs or leaves them alone, and throws nothing else';
export const SPELLINGS = 'gives one URL to all spellings of a repository';
export const SEVERAL =
  'finds the heads of several repositories in the order asked, and the trouble of one is only its own';
export const MANY =
  'finds the heads of more repositories than a host answers for at once';
export const LIFE = 'sees a repository begin, grow and become empty again';
export const RENAMED =
  'finds a repository again that was renamed, and tells where it is now';
export const GONE =
  'says of a repository that was removed that it is gone, and of no other';
export const PRIVATE =
  'says of a repository that was made private that it may not be read, or is gone';
export const WAITS =
  'waits for a host that is in trouble, and takes nothing away meanwhile';
export const LIMIT = 'says until when a limit of the host holds the work back';
export const NOT_BEGIN = 'does not begin what is stopped already';
export const BETWEEN = 'stops between two batches';
export const SILENT = 'stops at once while the host keeps silent';
export const MAILMAP = 'maps authors by the .mailmap as git does';
export const PLACE = 'knows where people can look at a commit';
export const EVENT =
  'understands of an event which repository was pushed to, without asking the host';
export const NO_EVENT = 'makes nothing of events that are none';
export const FOLDERS =
  'tells which commits changed a folder, as git does, whatever it is called';
export const FOLDERS_MERGED =
  'tells of a merge in which folders it differs from its first parent';
export const FOLDERS_NEW =
  'tells of what is new alone which folders it changed';
export const FOLDERS_RESUME =
  'goes on with folders after any batch, with nothing twice and nothing lost';
export const FOLDERS_UNKNOWN =
  'asks to look for folders anew when a head is no longer known, before anything is sent';
export const FOLDERS_STOP =
  'does not begin to look for folders when it is stopped already, and stops between two batches';
export const FOLDERS_TROUBLE =
  'says why folders cannot be looked for while a host is in trouble';
