/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-page-cache.h"

typedef struct
{
  GPtrArray *rows; /* owned rows */
  gint64 seq;      /* commit they were read at */
} Page;

typedef struct
{
  gpointer row; /* of the page */
  GList *page;  /* link of the queue */
} Entry;

/* Invariant: every entry points into a page of the queue; a row has at most one entry. */
struct _TdPageCache
{
  TdKind kind;
  GQueue pages;        /* (element-type Page), used last first */
  GHashTable *entries; /* id -> Entry */
};

TdPageCache *
td_page_cache_new (TdKind kind)
{
  TdPageCache *self = g_new0 (TdPageCache, 1);

  self->kind = kind;
  g_queue_init (&self->pages);
  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  return self;
}

static gboolean
is_of_page (gpointer key, gpointer value, gpointer data)
{
  return ((Entry *) value)->page == data;
}

static void
evict_last (TdPageCache *self)
{
  GList *link = g_queue_peek_tail_link (&self->pages);
  Page *page = link->data;

  g_hash_table_foreach_remove (self->entries, is_of_page, link);
  g_queue_delete_link (&self->pages, link);
  g_ptr_array_unref (page->rows);
  g_free (page);
}

void
td_page_cache_clear (TdPageCache *self)
{
  while (self->pages.length > 0)
    evict_last (self);
}

void
td_page_cache_free (TdPageCache *self)
{
  td_page_cache_clear (self);
  g_hash_table_unref (self->entries);
  g_free (self);
}

/* rows: (transfer full) */
void
td_page_cache_add (TdPageCache *self, GPtrArray *rows, gint64 seq)
{
  Page *page = g_new0 (Page, 1);

  page->rows = rows;
  page->seq = seq;
  g_queue_push_head (&self->pages, page);
  for (guint i = 0; i < rows->len; i++)
    {
      Entry *entry = g_new0 (Entry, 1);
      gpointer row = g_ptr_array_index (rows, i);

      entry->row = row;
      entry->page = self->pages.head;
      g_hash_table_insert (self->entries, g_memdup2 (row, sizeof (gint64)), entry);
    }

  if (self->pages.length > TD_PAGE_CACHE_PAGES)
    evict_last (self);
}

/* Returns: (transfer full) (nullable): a copy of the row, and when it was read */
gpointer
td_page_cache_take (TdPageCache *self, gint64 id, gint64 *seq)
{
  Entry *entry = g_hash_table_lookup (self->entries, &id);

  if (entry == NULL)
    return NULL;

  g_queue_unlink (&self->pages, entry->page);
  g_queue_push_head_link (&self->pages, entry->page);
  *seq = ((Page *) entry->page->data)->seq;

  return td_row_copy (self->kind, entry->row);
}

/* The row changed in the file. */
void
td_page_cache_drop (TdPageCache *self, gint64 id)
{
  g_hash_table_remove (self->entries, &id);
}

guint
td_page_cache_n_rows (TdPageCache *self)
{
  return g_hash_table_size (self->entries);
}
