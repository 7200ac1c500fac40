/**
 * The one client by which this service writes to other people's servers: over sockets that refuse
 * special addresses, without redirects or proxies, in bounded time, reading little of an answer.
 */
package io.salvaguarda.notifier.http;
