export { createRatings, type Ratings } from './ratings.ts';
