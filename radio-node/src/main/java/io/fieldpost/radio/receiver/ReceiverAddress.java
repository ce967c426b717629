package io.fieldpost.radio.receiver;

/**
 * Where a receiver is. What delivers samples is a {@link SampleAddress}, which {@link Receivers} opens; what measures spectra by itself is
 * a {@link PanoramaAddress}.
 */
public sealed interface ReceiverAddress permits SampleAddress, PanoramaAddress {
    /** What {@link #parse} reads, roughly: how each kind begins. */
    String SYNTAX = "(rtl_tcp|spyserver|eb200|eb200iq)://[^/]+|(file|rows|program):.+";

    /** What a complaint says is allowed; one line a kind. */
    String ALLOWED = """
            rtl_tcp://host:port
            spyserver://host:port
            file:PATH[?rate=2.4MHz&center=868.95MHz&format=cu8&pace=real|fast&loop=true|false]
            eb200://host:port[?transport=tcp]
            eb200iq://host:port?bandwidth=100kHz[&transport=tcp]
            rows:PATH
            program:COMMAND LINE""";

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException with a fact for the technician
     */
    static ReceiverAddress parse(String text) {
        if (text.startsWith(RtlTcpAddress.PREFIX)) {
            return RtlTcpAddress.parse(text);
        } else if (text.startsWith(SpyServerAddress.PREFIX)) {
            return SpyServerAddress.parse(text);
        } else if (text.startsWith(FileAddress.PREFIX)) {
            return FileAddress.parse(text);
        } else if (text.startsWith(Eb200SamplesAddress.PREFIX)) {
            return Eb200SamplesAddress.parse(text);
        } else if (text.startsWith(Eb200Address.PREFIX)) {
            return Eb200Address.parse(text);
        } else if (text.startsWith(RowsAddress.PREFIX)) {
            return RowsAddress.parse(text);
        } else if (text.startsWith(ProgramAddress.PREFIX)) {
            return ProgramAddress.parse(text);
        }
        throw new IllegalArgumentException("receiver is of no known kind: " + text + "; allowed are:\n" + ALLOWED);
    }
}
