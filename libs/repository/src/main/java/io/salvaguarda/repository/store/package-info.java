/**
 * The port to the place where a repository's objects are kept, its failures, and decorators that
 * work for every store. Adapters live in sub packages; nothing here knows what an object means.
 */
package io.salvaguarda.repository.store;
