import { Flaw } from './Flaw';
import { changeFlaws } from './changeFlaws';
import { folderFlaws } from './folderFlaws';
import { headFlaws } from './headFlaws';
import { hintFlaws } from './hintFlaws';
import { readingFlaws } from './readingFlaws';
import { resumingFlaws } from './resumingFlaws';
import { stoppingFlaws } from './stoppingFlaws';
import { urlFlaws } from './urlFlaws';
import { wholenessFlaws } from './wholenessFlaws';

/** Every one of them, and all behaviours are there to tell at least one. */
export const FLAWS: Flaw[] = [
  ...urlFlaws,
  ...headFlaws,
  ...readingFlaws,
  ...wholenessFlaws,
  ...resumingFlaws,
  ...stoppingFlaws,
  ...changeFlaws,
  ...hintFlaws,
  ...folderFlaws,
];
