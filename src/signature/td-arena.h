/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Memory that is given back all at once: the objects of a file point at each other freely. */
typedef struct _TdArena TdArena;

TdArena *td_arena_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_arena_free (TdArena *self);
gpointer td_arena_alloc (TdArena *self, gsize size);
gpointer td_arena_copy (TdArena *self, gconstpointer data, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdArena, td_arena_free)

G_END_DECLS
