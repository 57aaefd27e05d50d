/** Something that the person at the terminal can put right. Its message is all that is shown: one line, no stack. */
export class Problem extends Error {
  name = 'Problem';
}

/** Shows what went wrong and sets the exit status. Only what nobody foresaw brings its stack along. */
export function reportFailure(error) {
  if (error instanceof Problem) {
    console.error(`\n${error.message}`);
  } else {
    console.error('\nUnexpected error in the launcher:', error);
  }
  process.exitCode = 1;
}
