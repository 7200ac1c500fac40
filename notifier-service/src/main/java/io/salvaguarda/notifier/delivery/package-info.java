/**
 * One message to one channel: what a carrier may answer and when to try again. Plain Java; rows,
 * workers and REST stand in {@code adapter}, the carriers in {@code mail} and {@code webhook}.
 */
package io.salvaguarda.notifier.delivery;
