export { createPost, type Post } from './post.ts';
export { createPostStore } from './post-store.ts';
