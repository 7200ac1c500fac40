/**
 * Who is told of what: the routes of salvaguarda.yaml, and the team's own channels where none fits.
 * Plain Java; every question has an answer with at least one channel.
 */
package io.salvaguarda.notifier.routing;
