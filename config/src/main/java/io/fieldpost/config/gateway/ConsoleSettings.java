package io.fieldpost.config.gateway;

import io.fieldpost.config.Setting;

/** The local status page. */
@Setting("The local status page, on this machine only.")
public record ConsoleSettings(
        @Setting(
                value = "Port on 127.0.0.1; 0 takes a free one and logs it.",
                byDefault = "8484",
                min = "0",
                max = "65535")
        int port,

        @Setting(value = "Whether the page is served.", byDefault = "true")
        boolean enabled) {}
