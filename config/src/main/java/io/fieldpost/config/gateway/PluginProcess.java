package io.fieldpost.config.gateway;

import io.fieldpost.config.ByteSize;
import io.fieldpost.config.Setting;

/** A plug-in whose drivers run in processes of their own: one for each source. */
@Setting("A plug-in whose drivers run in processes of their own: one for each source.")
public record PluginProcess(
        @Setting(value = "Name of its directory.", pattern = "[a-z0-9][a-z0-9_.-]{0,63}", example = "acme-press")
        String plugin,

        @Setting(
                value =
                        "The most heap that one of its processes may have; one that needs more ends and begins anew. It takes 30 to 50 MiB besides.",
                byDefault = "64MiB",
                min = "16MiB",
                max = "1GiB")
        ByteSize memory) {}
