/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-lazy-cell.h"

#include "td-status-pill.h"

#define ICON TD_STATUS_ICON_SIZE
#define SPACING 5
#define LEAST_WIDTH 24
#define NATURAL_WIDTH 80

struct _TdLazyCell
{
  GtkWidget parent_instance;

  TdLazyCellFunc func;
  gpointer data;
  TdStatusIcons *icons; /* (nullable), not owned */
  gpointer item; /* (nullable), not owned: the list item has it as long as the cell shows it */

  gboolean known;      /* what follows is that of the item */
  const char *status;  /* (nullable) */
  PangoLayout *layout; /* (nullable): made when it is first needed */
};

G_DEFINE_FINAL_TYPE (TdLazyCell, td_lazy_cell, GTK_TYPE_WIDGET)

static PangoLayout *
get_layout (TdLazyCell *self)
{
  if (self->layout == NULL)
    {
      self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
      pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_single_paragraph_mode (self->layout, TRUE);
    }

  return self->layout;
}

static void
ask (TdLazyCell *self)
{
  g_autofree char *text = NULL;

  if (self->known)
    return;
  self->known = TRUE;
  self->status = NULL;
  if (self->item != NULL)
    text = self->func (self->item, &self->status, self->data);
  pango_layout_set_text (get_layout (self), text != NULL ? text : "", -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : "", -1);
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  int height;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }
  pango_layout_get_pixel_size (get_layout (TD_LAZY_CELL (widget)), NULL, &height);
  *minimum = *natural = MAX (ICON, height);
}

/* The class "td-late" has its colour under the name td_late, which the dark style defines anew. */
static void
find_color (TdLazyCell *self, GdkRGBA *color)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  g_autofree char *name =
      self->status != NULL ? g_strdelimit (g_strdup (td_status_css_class (self->status)), "-", '_')
                           : NULL;

  if (name == NULL || !gtk_style_context_lookup_color (style, name, color))
    gtk_style_context_get_color (style, color);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *to)
{
  TdLazyCell *self = TD_LAZY_CELL (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int before, line;
  GdkRGBA color;

  ask (self);
  if (self->item == NULL)
    return;
  before = self->status != NULL ? ICON + SPACING : 0;
  find_color (self, &color);
  if (self->status != NULL)
    gtk_snapshot_append_texture (to,
                                 td_status_icons_get (self->icons, self->status, widget, &color),
                                 &GRAPHENE_RECT_INIT (rtl ? (float) (width - ICON) : 0,
                                                      (float) ((height - ICON) / 2), ICON, ICON));
  pango_layout_set_width (self->layout, MAX (0, width - before) * PANGO_SCALE);
  pango_layout_get_pixel_size (self->layout, NULL, &line);
  gtk_snapshot_save (to);
  gtk_snapshot_translate (
      to, &GRAPHENE_POINT_INIT (rtl ? 0 : (float) before, (float) ((height - line) / 2)));
  gtk_snapshot_append_layout (to, self->layout, &color);
  gtk_snapshot_restore (to);
}

/* Fonts, colours and icons may be others. */
static void
forget_looks (TdLazyCell *self)
{
  g_clear_object (&self->layout);
  self->known = FALSE;
}

static void
css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (td_lazy_cell_parent_class)->css_changed (widget, change);
  forget_looks (TD_LAZY_CELL (widget));
}

static void
system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (td_lazy_cell_parent_class)->system_setting_changed (widget, setting);
  forget_looks (TD_LAZY_CELL (widget));
}

static void
td_lazy_cell_finalize (GObject *object)
{
  TdLazyCell *self = TD_LAZY_CELL (object);

  g_clear_object (&self->layout);

  G_OBJECT_CLASS (td_lazy_cell_parent_class)->finalize (object);
}

static void
td_lazy_cell_class_init (TdLazyCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = td_lazy_cell_finalize;
  widget_class->measure = measure;
  widget_class->snapshot = snapshot;
  widget_class->css_changed = css_changed;
  widget_class->system_setting_changed = system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "lazycell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
td_lazy_cell_init (TdLazyCell *self)
{
}

/**
 * td_lazy_cell_new:
 * @func: says what is shown, when it is drawn
 * @data: for @func; must outlive the cell
 * @icons: (nullable): for what has a status; must outlive the cell
 *
 * Returns: an empty cell
 */
GtkWidget *
td_lazy_cell_new (TdLazyCellFunc func, gpointer data, TdStatusIcons *icons)
{
  TdLazyCell *self = g_object_new (TD_TYPE_LAZY_CELL, NULL);

  self->func = func;
  self->data = data;
  self->icons = icons;

  return GTK_WIDGET (self);
}

/**
 * td_lazy_cell_set_item:
 * @self: a cell
 * @item: (nullable): what it shows; must live until the cell shows another
 */
void
td_lazy_cell_set_item (TdLazyCell *self, gpointer item)
{
  self->item = item;
  td_lazy_cell_changed (self);
}

/**
 * td_lazy_cell_changed:
 * @self: a cell
 *
 * What the item has to say is another now.
 */
void
td_lazy_cell_changed (TdLazyCell *self)
{
  self->known = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
