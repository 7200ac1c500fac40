/**
 * To which instants a source can be recovered, and from which backup over which WAL. Plain Java;
 * what reads repositories, and REST, are in {@code adapter}.
 */
package io.salvaguarda.restore.window;
