/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Measures from outside how long a program takes until its window is there, on any X server:
 *   first-frame [--quiet MS] [--trace 1] [--picture FILE.ppm] -- PROGRAM ARGUMENT...
 * prints "FIRST SETTLED PEAK": milliseconds from the start of the process to the first frame with
 * something in it and to the last one before the screen stayed still, and the most memory (KiB)
 * the process had by then. The program is ended afterwards. */

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>

#define MIN_WIDTH 300
#define MIN_HEIGHT 200
#define MIN_COLOURS 8    /* fewer: the window is still blank */
#define SMALL_AREA 4000  /* pixels: a blinking cursor, a spinner */
#define PATIENCE 30000.0 /* ms */

typedef struct
{
  Display *display;
  Window root;
  Window window; /* the program's, None until it is mapped */
  int width;
  int height;
  int damage_event;
  int trace; /* print what is drawn */
  double started;
  double first;
  double settled;
} Watch;

static double
now_ms (void)
{
  struct timespec t;

  clock_gettime (CLOCK_MONOTONIC, &t);
  return (double) t.tv_sec * 1e3 + (double) t.tv_nsec * 1e-6;
}

/* A window may go away between the event and the question. */
static int
ignore_error (Display *display, XErrorEvent *event)
{
  return 0;
}

static XImage *
get_picture (Watch *watch)
{
  return XGetImage (watch->display, watch->window, 0, 0, (unsigned) watch->width,
                    (unsigned) watch->height, AllPlanes, ZPixmap);
}

static int
has_content (Watch *watch)
{
  unsigned long seen[MIN_COLOURS];
  int n = 0;
  XImage *image = get_picture (watch);

  if (image == NULL)
    return 0;
  for (int y = 0; y < image->height && n < MIN_COLOURS; y += 2)
    for (int x = 0; x < image->width && n < MIN_COLOURS; x++)
      {
        unsigned long pixel = XGetPixel (image, x, y);
        int i = 0;

        while (i < n && seen[i] != pixel)
          i++;
        if (i == n)
          seen[n++] = pixel;
      }
  XDestroyImage (image);
  return n >= MIN_COLOURS;
}

static void
window_appeared (Watch *watch, Window window)
{
  XWindowAttributes attributes;

  if (XGetWindowAttributes (watch->display, window, &attributes) == 0 ||
      attributes.override_redirect || attributes.map_state != IsViewable ||
      attributes.width < MIN_WIDTH || attributes.height < MIN_HEIGHT)
    return;
  watch->window = window;
  watch->width = attributes.width;
  watch->height = attributes.height;
}

static void
handle_event (Watch *watch, XEvent *event)
{
  double now = now_ms () - watch->started;

  if (event->type == MapNotify && watch->window == None)
    window_appeared (watch, event->xmap.window);
  else if (event->type == ConfigureNotify && event->xconfigure.window == watch->window)
    window_appeared (watch, watch->window);
  else if (event->type == watch->damage_event + XDamageNotify)
    {
      const XDamageNotifyEvent *damage = (const XDamageNotifyEvent *) event;

      if (watch->window == None || damage->area.width * damage->area.height < SMALL_AREA)
        return;
      if (watch->first == 0 && !has_content (watch))
        return;
      if (watch->first == 0)
        watch->first = now;
      watch->settled = now;
      if (watch->trace)
        fprintf (stderr, "%7.1f  %dx%d at %d,%d\n", now, damage->area.width, damage->area.height,
                 damage->area.x, damage->area.y);
    }
}

/* Until nothing of note was drawn for the time given, or the program is gone. */
static int
watch_until_still (Watch *watch, pid_t child, double quiet)
{
  for (;;)
    {
      double now = now_ms () - watch->started;
      struct pollfd descriptor = { ConnectionNumber (watch->display), POLLIN, 0 };

      while (XPending (watch->display) > 0)
        {
          XEvent event;

          XNextEvent (watch->display, &event);
          handle_event (watch, &event);
        }
      if (watch->first > 0 && now - watch->settled >= quiet)
        return 1;
      if (now > PATIENCE || waitpid (child, NULL, WNOHANG) == child)
        return 0;
      poll (&descriptor, 1, 5);
    }
}

static long
peak_kib (pid_t child)
{
  char path[64], line[256];
  long peak = 0;
  FILE *status;

  snprintf (path, sizeof path, "/proc/%ld/status", (long) child);
  status = fopen (path, "r");
  while (status != NULL && fgets (line, sizeof line, status) != NULL)
    if (strncmp (line, "VmHWM:", 6) == 0)
      peak = strtol (line + 6, NULL, 10);
  if (status != NULL)
    fclose (status);
  return peak;
}

static void
save_picture (Watch *watch, const char *path)
{
  XImage *image = get_picture (watch);
  FILE *file = image != NULL ? fopen (path, "wb") : NULL;

  if (file != NULL)
    {
      fprintf (file, "P6\n%d %d\n255\n", image->width, image->height);
      for (int y = 0; y < image->height; y++)
        for (int x = 0; x < image->width; x++)
          {
            unsigned long p = XGetPixel (image, x, y);

            fputc ((int) (p >> 16 & 0xff), file);
            fputc ((int) (p >> 8 & 0xff), file);
            fputc ((int) (p & 0xff), file);
          }
      fclose (file);
    }
  if (image != NULL)
    XDestroyImage (image);
}

static void
end_child (pid_t child)
{
  for (int i = 0; i < 400; i++)
    {
      if (i == 0 || i == 200)
        kill (child, i == 0 ? SIGTERM : SIGKILL);
      if (waitpid (child, NULL, WNOHANG) != 0)
        return;
      usleep (10000);
    }
}

static pid_t
start (char *const *argv)
{
  pid_t child = fork ();

  if (child == 0)
    {
      prctl (PR_SET_PDEATHSIG, SIGKILL);
      if (freopen ("/dev/null", "w", stdout) != NULL)
        execvp (argv[0], argv);
      _exit (127);
    }
  return child;
}

static int
begin_watch (Watch *watch)
{
  int error_base;

  watch->display = XOpenDisplay (NULL);
  if (watch->display == NULL ||
      !XDamageQueryExtension (watch->display, &watch->damage_event, &error_base))
    return 0;
  XSetErrorHandler (ignore_error);
  watch->root = DefaultRootWindow (watch->display);
  /* A pointer over the window would bring up tooltips. */
  XWarpPointer (watch->display, None, watch->root, 0, 0, 0, 0,
                DisplayWidth (watch->display, DefaultScreen (watch->display)) - 1,
                DisplayHeight (watch->display, DefaultScreen (watch->display)) - 1);
  XSelectInput (watch->display, watch->root, SubstructureNotifyMask);
  XDamageCreate (watch->display, watch->root, XDamageReportRawRectangles);
  XSync (watch->display, False);
  return 1;
}

int
main (int argc, char **argv)
{
  Watch watch = { NULL };
  double quiet = 300;
  const char *picture = NULL;
  long peak;
  pid_t child;
  int i = 1, still;

  for (; i + 1 < argc && strcmp (argv[i], "--") != 0; i += 2)
    {
      if (strcmp (argv[i], "--quiet") == 0)
        quiet = atof (argv[i + 1]);
      else if (strcmp (argv[i], "--trace") == 0)
        watch.trace = atoi (argv[i + 1]);
      else if (strcmp (argv[i], "--picture") == 0)
        picture = argv[i + 1];
    }
  if (i + 1 >= argc || strcmp (argv[i], "--") != 0)
    {
      fputs ("usage: first-frame [--quiet MS] [--picture FILE] -- PROGRAM ARGUMENT...\n", stderr);
      return 2;
    }
  if (!begin_watch (&watch))
    {
      fputs ("first-frame: no X server with the DAMAGE extension\n", stderr);
      return 77;
    }
  watch.started = now_ms ();
  child = start (argv + i + 1);
  still = child > 0 && watch_until_still (&watch, child, quiet);
  peak = still ? peak_kib (child) : 0;
  if (still && picture != NULL)
    save_picture (&watch, picture);
  if (child > 0)
    end_child (child);
  XCloseDisplay (watch.display);
  if (!still)
    {
      fputs ("first-frame: no window came to rest\n", stderr);
      return 1;
    }
  printf ("%.1f %.1f %ld\n", watch.first, watch.settled, peak);
  return 0;
}
