package io.fieldpost.config.gateway;

import io.fieldpost.config.Setting;

/** The only state in which a plug-in may be loaded. */
@Setting("The only state in which a plug-in may be loaded.")
public record PluginPin(
        @Setting(value = "Name of its directory.", pattern = "[a-z0-9][a-z0-9_.-]{0,63}", example = "acme-press")
        String plugin,

        @Setting(
                value = "SHA-256 of its jars, one behind the other in the order of their names: cat *.jar | sha256sum.",
                pattern = "[0-9a-fA-F]{64}",
                example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256) {}
