export { clockTime, communeName, dayOf, momentParts } from './format.ts';
export { caseWords, paperWords } from './paper-words.ts';
export {
  dayWords,
  type Fact,
  feeDetails,
  feeFact,
  feeWords,
  hasMoreFees,
  rowWords,
  timeFact,
  titleOf,
  usualChannel,
  whereFact,
} from './procedure-words.ts';
export { type FindFaultWords, findingWords, readinessWords } from './readiness-words.ts';
export { fillPlaces, type Say } from './say.ts';
