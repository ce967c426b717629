/*
 * A file system in memory that forgets, on command, what nobody forced: a power cut without a machine to switch off.
 *
 *   forgetful [FUSE OPTIONS] DIRECTORY        cc -O2 forgetful.c $(pkg-config --cflags --libs fuse3)
 *
 * Of each file it keeps the present content and the forced one, of each directory the present names and the forced ones. fsync
 * and fdatasync of a file force its content, fsync of a directory its names. That is harsher than ext4, which forces the name
 * of a new file with its content, and as harsh as POSIX allows. One word written to the file .control:
 *
 *   cut SEED   Each unforced name stays or goes by chance, so do names that were unforced taken away; a file that was forced and
 *              renamed keeps at least one name. Each file gets a length between the forced and the present one, and of the
 *              512-byte sectors that differ a random part; a sector that did not make it reads as it was forced, or as zeros.
 *              Done when the write returns; whoever has files open must be dead by then.
 *   ro, rw     From now on every change fails with EROFS, as after an error of the card under errors=remount-ro; or no more.
 *
 * .control reads as what the last cut did. One thread and no cache in the kernel, so each write is here when it returns.
 */
#define FUSE_USE_VERSION 31
#include <errno.h>
#include <fuse.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { SECTOR = 512, NAME = 256 };
static const char CONTROL[] = "/.control";
static const long long CAPACITY = 1LL << 30;

struct content { char *bytes; size_t size, room; };
struct node {
    mode_t mode;
    ino_t ino;
    struct timespec changed;
    int open;                        /* handles */
    int named;                       /* names that lead here, present or forced */
    int seen;                        /* scratch of a cut */
    struct content present, forced;  /* of a file */
    struct names *now, *durable;     /* of a directory */
};
struct names { int count, room; struct entry { char name[NAME]; struct node *node; } *entries; };

static struct node *root, *control;
static int read_only;
static uint64_t chance_state;

static uint32_t chance(void) { /* splitmix64, upper half */
    uint64_t z = chance_state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (uint32_t)((z ^ (z >> 31)) >> 32);
}

static void *must(void *memory) {
    if (!memory) abort();
    return memory;
}

static void resize(struct content *content, size_t size) {
    if (size > content->room) {
        content->room = size + size / 2 + 4096;
        content->bytes = must(realloc(content->bytes, content->room));
    }
    if (size > content->size) memset(content->bytes + content->size, 0, size - content->size);
    content->size = size;
}

static void copy(struct content *to, const struct content *from) {
    resize(to, from->size);
    if (from->size) memcpy(to->bytes, from->bytes, from->size);
}

static struct node *make(mode_t mode) {
    static ino_t last = 1;
    struct node *node = must(calloc(1, sizeof *node));
    node->mode = mode;
    node->ino = ++last;
    clock_gettime(CLOCK_REALTIME, &node->changed);
    if (S_ISDIR(mode)) {
        node->now = must(calloc(1, sizeof *node->now));
        node->durable = must(calloc(1, sizeof *node->durable));
    }
    return node;
}

static void clear(struct names *names);

static void release(struct node *node) {
    if (node->named || node->open) return;
    if (node->now) {
        clear(node->now);
        clear(node->durable);
        free(node->now->entries);
        free(node->durable->entries);
    }
    free(node->now);
    free(node->durable);
    free(node->present.bytes);
    free(node->forced.bytes);
    free(node);
}

static struct entry *find(const struct names *names, const char *name) {
    for (int i = 0; i < names->count; i++)
        if (!strcmp(names->entries[i].name, name)) return &names->entries[i];
    return NULL;
}

static void drop(struct names *names, const char *name) {
    struct entry *entry = find(names, name);
    if (!entry) return;
    struct node *node = entry->node;
    *entry = names->entries[--names->count];
    node->named--;
    release(node);
}

static void put(struct names *names, const char *name, struct node *node) {
    node->named++;
    drop(names, name);
    if (names->count == names->room) {
        names->room = 2 * names->room + 8;
        names->entries = must(realloc(names->entries, names->room * sizeof *names->entries));
    }
    snprintf(names->entries[names->count].name, NAME, "%s", name);
    names->entries[names->count++].node = node;
}

static void clear(struct names *names) {
    while (names->count) drop(names, names->entries[0].name);
}

static void copy_names(struct names *to, const struct names *from) {
    struct names old = *to;
    *to = (struct names){0};
    for (int i = 0; i < from->count; i++) put(to, from->entries[i].name, from->entries[i].node);
    clear(&old);
    free(old.entries);
}

/* The directory that a path lies in, and its last name; NULL when there is none. */
static struct node *parent(const char *path, const char **name) {
    struct node *at = root;
    char part[NAME];
    const char *slash;
    for (path++; (slash = strchr(path, '/')); path = slash + 1) {
        snprintf(part, sizeof part, "%.*s", (int)(slash - path), path);
        struct entry *entry = find(at->now, part);
        if (!entry || !entry->node->now) return NULL;
        at = entry->node;
    }
    *name = path;
    return strlen(path) < NAME ? at : NULL;
}

static struct node *lookup(const char *path) {
    const char *name;
    if (!strcmp(path, CONTROL)) return control;
    struct node *directory = parent(path, &name);
    if (!directory || !*name) return directory;
    struct entry *entry = find(directory->now, name);
    return entry ? entry->node : NULL;
}

/* --- the power cut --- */

static long cut_sectors, kept_sectors, cut_names, kept_names;

static void cut_content(struct node *file) {
    struct content *present = &file->present, *forced = &file->forced;
    size_t low = present->size < forced->size ? present->size : forced->size;
    size_t span = (present->size > forced->size ? present->size : forced->size) - low;
    size_t size = low + (span ? (chance() % 4 ? chance() % (span + 1) : chance() % 2 * span) : 0);
    unsigned share = chance() % 4 ? chance() % 101 : chance() % 2 * 100;
    struct content after = {0};
    resize(&after, size);
    for (size_t at = 0; at < size; at += SECTOR) {
        size_t length = size - at < SECTOR ? size - at : SECTOR;
        char is[SECTOR] = {0}, was[SECTOR] = {0};
        if (at < present->size) memcpy(is, present->bytes + at, present->size - at < length ? present->size - at : length);
        if (at < forced->size) memcpy(was, forced->bytes + at, forced->size - at < length ? forced->size - at : length);
        int differs = memcmp(is, was, length) != 0;
        int made_it = differs && at < present->size && chance() % 100 < share;
        memcpy(after.bytes + at, made_it ? is : was, length);
        cut_sectors += differs;
        kept_sectors += made_it;
    }
    free(present->bytes);
    *present = after;
    copy(forced, present);
}

static void cut(struct node *directory) {
    struct names after = {0};
    for (int list = 0; list < 2; list++) {
        const struct names *names = list ? directory->durable : directory->now;
        const struct names *other = list ? directory->now : directory->durable;
        for (int i = 0; i < names->count; i++) {
            const struct entry *entry = &names->entries[i], *twin = find(other, entry->name);
            if (list && twin) continue;
            struct node *is = list ? NULL : entry->node, *was = list ? entry->node : twin ? twin->node : NULL;
            struct node *stays = is == was || chance() % 2 ? is : was;
            cut_names += is != was;
            kept_names += is != was && stays == is;
            if (stays) put(&after, entry->name, stays);
        }
    }
    /* A rename is one step: a file that had a forced name and still has a name does not end up with none. */
    for (int i = 0; i < directory->durable->count; i++) {
        const struct entry *was = &directory->durable->entries[i];
        int present = 0, stays = 0;
        for (int j = 0; j < directory->now->count; j++) present |= directory->now->entries[j].node == was->node;
        for (int j = 0; j < after.count; j++) stays |= after.entries[j].node == was->node;
        if (present && !stays && !find(&after, was->name)) put(&after, was->name, was->node);
    }
    copy_names(directory->now, &after);
    copy_names(directory->durable, &after);
    clear(&after);
    free(after.entries);
    for (int i = 0; i < directory->now->count; i++) {
        struct node *node = directory->now->entries[i].node;
        if (node->now) cut(node); else cut_content(node);
    }
}

static void command(const char *text) {
    unsigned long long seed;
    if (sscanf(text, "cut %llu", &seed) == 1) {
        chance_state = seed;
        cut_sectors = kept_sectors = cut_names = kept_names = 0;
        cut(root);
        resize(&control->present, 256);
        control->present.size = (size_t)snprintf(control->present.bytes, 256, "{\"sectors\":%ld,\"sectorsKept\":%ld,\"names\":%ld,\"namesKept\":%ld}\n",
            cut_sectors, kept_sectors, cut_names, kept_names);
    } else if (!strncmp(text, "ro", 2)) read_only = 1;
    else if (!strncmp(text, "rw", 2)) read_only = 0;
}

/* --- the file system --- */

static struct node *handle(const char *path, struct fuse_file_info *info) {
    return info && info->fh ? (struct node *)(uintptr_t)info->fh : path ? lookup(path) : NULL;
}

static int do_getattr(const char *path, struct stat *st, struct fuse_file_info *info) {
    struct node *node = handle(path, info);
    memset(st, 0, sizeof *st);
    if (!node) return -ENOENT;
    st->st_mode = node->mode;
    st->st_nlink = node->now ? 2 : 1;
    st->st_ino = node->ino;
    st->st_size = (off_t)node->present.size;
    st->st_blocks = (st->st_size + SECTOR - 1) / SECTOR;
    st->st_mtim = st->st_ctim = st->st_atim = node->changed;
    return 0;
}

static int do_readdir(const char *path, void *buffer, fuse_fill_dir_t fill, off_t offset, struct fuse_file_info *info,
        enum fuse_readdir_flags flags) {
    struct node *node = handle(path, info);
    (void)offset;
    (void)flags;
    if (!node) return -ENOENT;
    for (int i = 0; i < node->now->count; i++) fill(buffer, node->now->entries[i].name, NULL, 0, 0);
    return 0;
}

static int add(const char *path, mode_t mode, struct node **made) {
    const char *name;
    struct node *directory = parent(path, &name);
    if (!directory) return -ENOENT;
    if (read_only) return -EROFS;
    if (find(directory->now, name)) return -EEXIST;
    *made = make(mode);
    put(directory->now, name, *made);
    return 0;
}

static int do_mkdir(const char *path, mode_t mode) {
    struct node *made;
    return add(path, S_IFDIR | (mode & 0777), &made);
}

static int do_create(const char *path, mode_t mode, struct fuse_file_info *info) {
    struct node *made;
    int failure = add(path, S_IFREG | (mode & 0777), &made);
    if (failure) return failure;
    made->open++;
    info->fh = (uintptr_t)made;
    return 0;
}

static int do_open(const char *path, struct fuse_file_info *info) {
    struct node *node = lookup(path);
    if (!node) return -ENOENT;
    if (read_only && node != control && (info->flags & O_ACCMODE) != O_RDONLY) return -EROFS;
    node->open++;
    info->fh = (uintptr_t)node;
    return 0;
}

static int do_opendir(const char *path, struct fuse_file_info *info) {
    struct node *node = lookup(path);
    if (!node || !node->now) return node ? -ENOTDIR : -ENOENT;
    node->open++;
    info->fh = (uintptr_t)node;
    return 0;
}

static int do_release(const char *path, struct fuse_file_info *info) {
    struct node *node = (struct node *)(uintptr_t)info->fh;
    (void)path;
    node->open--;
    release(node);
    return 0;
}

static int take_away(const char *path) {
    const char *name;
    struct node *directory = parent(path, &name);
    if (!directory || !find(directory->now, name)) return -ENOENT;
    if (read_only) return -EROFS;
    drop(directory->now, name);
    return 0;
}

static int do_rmdir(const char *path) {
    struct node *node = lookup(path);
    return node && node->now->count ? -ENOTEMPTY : take_away(path);
}

static int do_rename(const char *from, const char *to, unsigned flags) {
    const char *from_name, *to_name;
    struct node *from_directory = parent(from, &from_name), *to_directory = parent(to, &to_name);
    struct entry *entry = from_directory ? find(from_directory->now, from_name) : NULL;
    if (flags) return -EINVAL;
    if (!entry || !to_directory) return -ENOENT;
    if (read_only) return -EROFS;
    if (from_directory == to_directory && !strcmp(from_name, to_name)) return 0;
    put(to_directory->now, to_name, entry->node);
    drop(from_directory->now, from_name);
    return 0;
}

static int do_read(const char *path, char *buffer, size_t size, off_t at, struct fuse_file_info *info) {
    struct content *content = &handle(path, info)->present;
    if ((size_t)at >= content->size) return 0;
    if (size > content->size - (size_t)at) size = content->size - (size_t)at;
    memcpy(buffer, content->bytes + at, size);
    return (int)size;
}

static int do_write(const char *path, const char *bytes, size_t size, off_t at, struct fuse_file_info *info) {
    struct node *node = handle(path, info);
    if (node == control) {
        char text[64];
        snprintf(text, sizeof text, "%.*s", (int)(size < 60 ? size : 60), bytes);
        command(text);
        return (int)size;
    }
    if (read_only) return -EROFS;
    if ((size_t)at + size > node->present.size) resize(&node->present, (size_t)at + size);
    memcpy(node->present.bytes + at, bytes, size);
    clock_gettime(CLOCK_REALTIME, &node->changed);
    return (int)size;
}

static int do_truncate(const char *path, off_t size, struct fuse_file_info *info) {
    struct node *node = handle(path, info);
    if (!node) return -ENOENT;
    if (node == control) return 0;
    if (read_only) return -EROFS;
    resize(&node->present, (size_t)size);
    return 0;
}

static int do_fsync(const char *path, int data_only, struct fuse_file_info *info) {
    struct node *node = handle(path, info);
    (void)data_only;
    if (node->now) copy_names(node->durable, node->now); else copy(&node->forced, &node->present);
    return 0;
}

static int do_statfs(const char *path, struct statvfs *st) {
    (void)path;
    memset(st, 0, sizeof *st);
    st->f_bsize = st->f_frsize = 4096;
    st->f_blocks = CAPACITY / 4096;
    st->f_bfree = st->f_bavail = CAPACITY / 4096 - 1024;
    st->f_namemax = NAME - 1;
    return 0;
}

static int do_chmod(const char *path, mode_t mode, struct fuse_file_info *info) {
    struct node *node = handle(path, info);
    if (!node) return -ENOENT;
    if (read_only) return -EROFS;
    node->mode = (node->mode & S_IFMT) | (mode & 0777);
    return 0;
}

static int do_chown(const char *path, uid_t user, gid_t group, struct fuse_file_info *info) {
    (void)path, (void)user, (void)group, (void)info;
    return 0;
}

static int do_utimens(const char *path, const struct timespec times[2], struct fuse_file_info *info) {
    (void)path, (void)times, (void)info;
    return read_only ? -EROFS : 0;
}

static void *do_init(struct fuse_conn_info *connection, struct fuse_config *config) {
    (void)connection;
    config->hard_remove = config->direct_io = config->use_ino = config->nullpath_ok = 1;
    config->entry_timeout = config->attr_timeout = config->negative_timeout = 0;
    return NULL;
}

static const struct fuse_operations operations = {
    .init = do_init, .getattr = do_getattr, .readdir = do_readdir, .mkdir = do_mkdir, .create = do_create, .open = do_open,
    .release = do_release, .opendir = do_opendir, .releasedir = do_release, .unlink = take_away, .rmdir = do_rmdir, .rename = do_rename, .read = do_read, .write = do_write,
    .truncate = do_truncate, .fsync = do_fsync, .fsyncdir = do_fsync, .statfs = do_statfs, .chmod = do_chmod,
    .chown = do_chown, .utimens = do_utimens,
};

int main(int argc, char **argv) {
    root = make(S_IFDIR | 0755);
    control = make(S_IFREG | 0600);
    root->named = control->named = 1;
    return fuse_main(argc, argv, &operations, NULL);
}
