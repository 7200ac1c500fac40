/** Times in which some trouble is not told. Plain Java; rows and REST stand in {@code adapter}. */
package io.salvaguarda.notifier.silence;
