/**
 * Each stage of the pipeline alone, measured by JMH. What they come to together, in a service and
 * beside other tools, is measured in the package above.
 */
package io.salvaguarda.bench.stages;
