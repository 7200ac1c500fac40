/**
 * Proving again, at each plan's times, what is retained: what was sound once may have rotted since.
 */
package io.salvaguarda.verify.weekly;
