/**
 * How each protected source stands: its last and next backup, its last proof, what went wrong. A
 * view over the other features; nothing is decided here.
 */
package io.salvaguarda.backup.source;
