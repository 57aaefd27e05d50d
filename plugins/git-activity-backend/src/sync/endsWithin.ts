/** Whether something ends, well or not, before its time is over. */
export async function endsWithin(
  promise: Promise<void>,
  milliseconds: number,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<boolean>(resolve => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const end = promise.then(
    () => true,
    () => true,
  );
  const ended = await Promise.race([end, patience]);
  clearTimeout(timer);
  return ended;
}
