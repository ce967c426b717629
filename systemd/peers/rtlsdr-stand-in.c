/*
 * Stands in for librtlsdr, so that programs of the rtl-sdr package run without a receiver: preload it under rtl_tcp.
 *
 *   gcc -shared -fPIC -O2 -o stand-in.so rtlsdr-stand-in.c
 *   STAND_IN_FILE=signal.cu8 LD_PRELOAD=$PWD/stand-in.so rtl_tcp -a 127.0.0.1 -p 1234
 *
 * STAND_IN_FILE    8-bit I/Q, played again and again at the sample rate that the program sets
 * STAND_IN_CENTER  the frequency at which it was recorded, Hz: tuned elsewhere, the receiver gives silence; without it, every tuning
 *                  gives the file
 * STAND_IN_LOSE    so many transfers are left out once, after as many as STAND_IN_LOSE_AFTER: what a busy USB bus does
 * Commands are told on standard error, one a line.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct rtlsdr_dev {
    unsigned char *signal;
    size_t length, position;
    uint32_t rate_hz, frequency_hz;
    volatile int cancelled;
} rtlsdr_dev_t;

typedef void (*read_callback)(unsigned char *buffer, uint32_t length, void *context);

static const int GAINS[] = {0,   9,   14,  27,  37,  77,  87,  125, 144, 157, 166, 197, 207, 229, 254,
                            280, 297, 328, 338, 364, 372, 386, 402, 421, 434, 439, 445, 480, 496};

static long number(const char *name, long otherwise) {
    const char *text = getenv(name);
    return text == NULL ? otherwise : atol(text);
}

static int told(const char *command, long argument) {
    fprintf(stderr, "stand-in: %s %ld\n", command, argument);
    return 0;
}

uint32_t rtlsdr_get_device_count(void) { return 1; }

const char *rtlsdr_get_device_name(uint32_t index) {
    (void)index;
    return "Stand-in that plays a file";
}

int rtlsdr_get_device_usb_strings(uint32_t index, char *maker, char *product, char *serial) {
    (void)index;
    if (maker != NULL) strcpy(maker, "none");
    if (product != NULL) strcpy(product, "stand-in");
    if (serial != NULL) strcpy(serial, "00000001");
    return 0;
}

int rtlsdr_open(rtlsdr_dev_t **opened, uint32_t index) {
    (void)index;
    const char *name = getenv("STAND_IN_FILE");
    FILE *file = name == NULL ? NULL : fopen(name, "rb");
    rtlsdr_dev_t *device = calloc(1, sizeof *device);
    if (file == NULL || device == NULL) {
        fprintf(stderr, "stand-in: STAND_IN_FILE can't be read\n");
        return -1;
    }
    fseek(file, 0, SEEK_END);
    device->length = (size_t)ftell(file) & ~(size_t)1;
    rewind(file);
    device->signal = malloc(device->length);
    device->rate_hz = 2048000;
    int complete = device->signal != NULL && fread(device->signal, 1, device->length, file) == device->length;
    fclose(file);
    *opened = device;
    return complete && device->length > 0 ? 0 : -1;
}

int rtlsdr_close(rtlsdr_dev_t *device) {
    free(device->signal);
    free(device);
    return 0;
}

int rtlsdr_set_center_freq(rtlsdr_dev_t *device, uint32_t hertz) {
    device->frequency_hz = hertz;
    return told("frequency", hertz);
}

int rtlsdr_set_sample_rate(rtlsdr_dev_t *device, uint32_t hertz) {
    device->rate_hz = hertz;
    return told("rate", hertz);
}

uint32_t rtlsdr_get_center_freq(rtlsdr_dev_t *device) { return device->frequency_hz; }
int rtlsdr_get_tuner_type(rtlsdr_dev_t *device) { (void)device; return 5; }

int rtlsdr_get_tuner_gains(rtlsdr_dev_t *device, int *gains) {
    (void)device;
    if (gains != NULL) memcpy(gains, GAINS, sizeof GAINS);
    return sizeof GAINS / sizeof *GAINS;
}

int rtlsdr_set_tuner_gain(rtlsdr_dev_t *device, int tenths) { (void)device; return told("gain", tenths); }
int rtlsdr_set_tuner_gain_mode(rtlsdr_dev_t *device, int manual) { (void)device; return told("gain-mode", manual); }
int rtlsdr_set_tuner_if_gain(rtlsdr_dev_t *device, int stage, int tenths) { (void)device; (void)stage; return told("if-gain", tenths); }
int rtlsdr_set_freq_correction(rtlsdr_dev_t *device, int ppm) { (void)device; return told("ppm", ppm); }
int rtlsdr_set_agc_mode(rtlsdr_dev_t *device, int on) { (void)device; return told("agc", on); }
int rtlsdr_set_direct_sampling(rtlsdr_dev_t *device, int on) { (void)device; return told("direct-sampling", on); }
int rtlsdr_set_offset_tuning(rtlsdr_dev_t *device, int on) { (void)device; return told("offset-tuning", on); }
int rtlsdr_set_bias_tee(rtlsdr_dev_t *device, int on) { (void)device; return told("bias-tee", on); }
int rtlsdr_set_testmode(rtlsdr_dev_t *device, int on) { (void)device; return told("test-mode", on); }

int rtlsdr_set_xtal_freq(rtlsdr_dev_t *device, uint32_t rtl, uint32_t tuner) {
    (void)device;
    (void)tuner;
    return told("crystal", rtl);
}

int rtlsdr_reset_buffer(rtlsdr_dev_t *device) {
    device->position = 0;
    return 0;
}

static void fill(rtlsdr_dev_t *device, unsigned char *buffer, size_t length) {
    long center = number("STAND_IN_CENTER", 0);
    if (center != 0 && device->frequency_hz != center) {
        memset(buffer, 127, length);
        return;
    }
    for (size_t done = 0; done < length;) {
        size_t part = device->length - device->position;
        if (part > length - done) part = length - done;
        memcpy(buffer + done, device->signal + device->position, part);
        device->position = (device->position + part) % device->length;
        done += part;
    }
}

/* Absolute times, so that being late once does not slow the whole signal down. */
static void wait_until(struct timespec *due, double seconds) {
    long nanos = due->tv_nsec + (long)(seconds * 1e9);
    due->tv_sec += nanos / 1000000000;
    due->tv_nsec = nanos % 1000000000;
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, due, NULL);
}

int rtlsdr_read_async(rtlsdr_dev_t *device, read_callback callback, void *context, uint32_t buffers, uint32_t length) {
    (void)buffers;
    uint32_t size = length == 0 ? 16 * 32 * 512 : length;
    unsigned char *buffer = malloc(size);
    long lose_after = number("STAND_IN_LOSE_AFTER", 100), lose = number("STAND_IN_LOSE", 0);
    struct timespec due;
    clock_gettime(CLOCK_MONOTONIC, &due);
    device->cancelled = 0;
    for (long transfer = 0; !device->cancelled; transfer++) {
        /* In pieces, as samples are taken while time passes: a transfer that is under way when a tuning comes is new from there on. */
        for (uint32_t done = 0; done < size;) {
            uint32_t piece = size - done < 16384 ? size - done : 16384;
            wait_until(&due, piece / 2.0 / device->rate_hz);
            fill(device, buffer + done, piece);
            done += piece;
        }
        if (transfer < lose_after || transfer >= lose_after + lose) callback(buffer, size, context);
    }
    free(buffer);
    return 0;
}

/* What rtl_power and rtl_sdr -S call. */
int rtlsdr_read_sync(rtlsdr_dev_t *device, void *buffer, int length, int *read) {
    struct timespec due;
    clock_gettime(CLOCK_MONOTONIC, &due);
    fill(device, buffer, (size_t)length);
    wait_until(&due, length / 2.0 / device->rate_hz);
    *read = length;
    return 0;
}

int rtlsdr_cancel_async(rtlsdr_dev_t *device) {
    device->cancelled = 1;
    return 0;
}
