/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Both are laid out by build-aux/late-library. */
typedef struct
{
  const char *soname;
  gpointer handle; /* NULL until something of the library is called */
} TdLateLibrary;

typedef struct
{
  gpointer address; /* where the stub jumps to: the function, at first td_late_enter */
  const char *name;
  TdLateLibrary *library;
} TdLateEntry;

gpointer td_late_resolve (TdLateEntry *entry);

G_END_DECLS
