/**
 * The repository's keys: the master key, the sub keys derived from it, the recipients that it is
 * wrapped for, and what opens it. Nothing here reads or writes objects or files.
 */
package io.salvaguarda.repository.key;
