/** What has to be made once, by hand, for the evaluation overlay of {@code k8s/}. */
package io.tallystick.cli.cluster;
