/**
 * What reports say: the state of each source in a period, trends, and when storage will be full.
 * Plain Java, computed from the history; laid out in {@code page}, made and sent in {@code
 * adapter}.
 */
package io.salvaguarda.notifier.report;
