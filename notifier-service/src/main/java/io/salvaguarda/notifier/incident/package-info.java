/**
 * What events mean for incidents: problems that open or repeat one, recoveries that end one, and
 * when a repeated problem is worth another notice. Plain Java; rows, REST and messaging stand in
 * {@code adapter}.
 */
package io.salvaguarda.notifier.incident;
