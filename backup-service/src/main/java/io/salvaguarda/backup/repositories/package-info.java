/**
 * What the upkeep of repositories shares: being asked for over REST, being stopped, and when it
 * last went well. What is done to a repository lives in its own feature package.
 */
package io.salvaguarda.backup.repositories;
