/** The part of jstat that is used; it brings no types of its own. */
declare module 'jstat' {
  interface Continuous {
    cdf: (x: number, ...shape: number[]) => number
    inv: (p: number, ...shape: number[]) => number
  }
  const jstat: {
    normal: Continuous
    studentt: Continuous
    gammaln: (x: number) => number
  }
  export default jstat
}
