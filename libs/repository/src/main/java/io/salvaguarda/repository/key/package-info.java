/**
 * The repository's keys: the master key, the sub keys derived from it, and the recipients that it
 * is wrapped for. Nothing here reads or writes objects.
 */
package io.salvaguarda.repository.key;
