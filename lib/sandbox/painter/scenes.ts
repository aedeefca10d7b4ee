/** What a sample picture is and how it may be used. The pictures are in `public/samples`. */
export type Scene = {
  file: string;
  /** px */
  width: number;
  height: number;
  /** `scene` is a finished picture; the other kinds are painted only when a prompt asks for them. */
  kind: "scene" | "reference" | "texture";
  /** Of the subject, from 0 to 1 from the top left corner. Crops go round it. */
  centre: readonly [x: number, y: number];
  /** Lettering would read backwards in a mirror. */
  hasLettering: boolean;
  /** Names of what the picture shows, English and Russian, with spaces between them. */
  subjects: string;
  /** Surroundings, light, colours and mood, likewise. */
  words: string;
  /** A prompt that has none of these does not get this picture. */
  asks?: string;
};

export const SCENES: readonly Scene[] = [
  {
    file: "01-amber-stone-warm.jpg",
    width: 1440,
    height: 1152,
    kind: "scene",
    centre: [0.49, 0.46],
    hasLettering: true,
    subjects: "bottle vial cosmetics perfume serum флакон бутылка косметика парфюм сыворотка",
    words:
      "amber glass oil product wet stone rocks water warm light golden hour glow hero shot янтарное стекло масло продукт товар мокрый камень камни вода тёплый свет золотой час закат сияние",
  },
  {
    file: "02-amber-stone-blue-hour.jpg",
    width: 1440,
    height: 1152,
    kind: "scene",
    centre: [0.49, 0.45],
    hasLettering: true,
    subjects: "bottle vial cosmetics perfume serum флакон бутылка косметика парфюм сыворотка",
    words:
      "amber glass product wet stone blue hour cold night dusk dew drops rim light moody янтарное стекло продукт мокрый камень синий час холодный свет сумерки ночь роса капли контровой rocks камни",
  },
  {
    file: "03-green-bottle-pears.jpg",
    width: 1440,
    height: 1152,
    kind: "scene",
    centre: [0.5, 0.45],
    hasLettering: true,
    subjects: "bottle vial cosmetics shampoo флакон бутылка косметика шампунь",
    words:
      "green product pears fruit podium sage pastel sunlight fresh natural summer зелёный продукт груши фрукты подиум шалфей пастель солнечный свет свежесть натуральный лето",
  },
  {
    file: "04-night-label.jpg",
    width: 1440,
    height: 1152,
    kind: "scene",
    centre: [0.5, 0.48],
    hasLettering: true,
    subjects: "bottle vial perfume cosmetics флакон бутылка парфюм духи косметика",
    words:
      "dark blue night label gold rings cap luxury podium navy evening premium тёмно синий ночная этикетка золото золотые кольца роскошь подиум вечер премиум",
  },
  {
    file: "05-amber-packshot.jpg",
    width: 1296,
    height: 1296,
    kind: "reference",
    centre: [0.5, 0.5],
    hasLettering: true,
    subjects: "bottle packshot флакон бутылка пэкшот",
    words:
      "amber glass label white background product reference cut out catalogue янтарное стекло этикетка белый фон товар референс предметная съёмка каталог",
    asks: "packshot catalogue пэкшот каталог предметная",
  },
  {
    file: "06-amber-banner.jpg",
    width: 1600,
    height: 686,
    kind: "scene",
    centre: [0.3, 0.47],
    hasLettering: true,
    subjects: "bottle vial cosmetics banner флакон бутылка косметика баннер",
    words:
      "wide amber glass wet stone copy space header warm light advertising широкий шапка сайта янтарное стекло мокрый камень место текст тёплый свет реклама rocks камни",
  },
  {
    file: "07-cups-stack-yellow.jpg",
    width: 1440,
    height: 1152,
    kind: "scene",
    centre: [0.49, 0.52],
    hasLettering: false,
    subjects: "cups mugs ceramics чашки кружки керамика посуда",
    words:
      "stack tower yellow bright coloured playful hard sunlight minimal стопка башня жёлтый яркий цветной солнечный свет минимализм",
  },
  {
    file: "08-cup-window-light.jpg",
    width: 1440,
    height: 1152,
    kind: "scene",
    centre: [0.48, 0.5],
    hasLettering: false,
    subjects: "cup mug coffee tea чашка кружка кофе чай",
    words:
      "saucer sugar window light side morning shadow breakfast cosy beige блюдце сахар свет окна боковой утро тень завтрак уют бежевый окно утром",
  },
  {
    file: "09-cups-row-wide.jpg",
    width: 1600,
    height: 900,
    kind: "scene",
    centre: [0.5, 0.5],
    hasLettering: false,
    subjects: "cups mugs ceramics coffee чашки кружки керамика посуда кофе",
    words:
      "row five colours wide banner range line up pastel ряд пять цвета широкий баннер линейка пастель",
  },
  {
    file: "10-figure-packshot.jpg",
    width: 1296,
    height: 1296,
    kind: "reference",
    centre: [0.49, 0.5],
    hasLettering: false,
    subjects: "figure character toy doll packshot фигурка персонаж игрушка человечек пэкшот",
    words:
      "red hat yellow coat blue scarf reference neutral background красная шапка жёлтое пальто синий шарф референс персонажа нейтральный фон",
    asks: "packshot catalogue reference пэкшот каталог референс",
  },
  {
    file: "11-figure-winter-trees.jpg",
    width: 1440,
    height: 1152,
    kind: "scene",
    centre: [0.48, 0.53],
    hasLettering: false,
    subjects:
      "figure character toy fir forest snow фигурка персонаж игрушка человечек ёлка лес снег",
    words:
      "red hat winter snowfall trees christmas new year holiday walk красная шапка зима снегопад ёлки рождество новый год праздник прогулка snowy зимний снежный зимой",
  },
  {
    file: "12-figure-arches.jpg",
    width: 1440,
    height: 1152,
    kind: "scene",
    centre: [0.5, 0.54],
    hasLettering: false,
    subjects: "figure character toy theatre arch фигурка персонаж игрушка человечек театр арка",
    words:
      "red hat white coat arches portal architecture stage night blue красная шапка белое пальто арки портал архитектура сцена тёмно синий ночь",
  },
  {
    file: "13-figure-sea.jpg",
    width: 1440,
    height: 1152,
    kind: "scene",
    centre: [0.48, 0.53],
    hasLettering: false,
    subjects: "figure character toy sea beach фигурка персонаж игрушка человечек море пляж",
    words:
      "red hat sand waves horizon sky greeting waving travel summer красная шапка песок волны горизонт небо приветствие машет рукой путешествие лето морской берег shore ocean океан",
  },
  {
    file: "14-figure-stairs.jpg",
    width: 1152,
    height: 1440,
    kind: "scene",
    centre: [0.48, 0.5],
    hasLettering: false,
    subjects: "figure character toy stairs фигурка персонаж игрушка человечек лестница",
    words:
      "red hat steps arch terracotta orange architecture sun shadow vertical красная шапка ступени арка терракота оранжевый архитектура солнце тень вертикаль",
  },
  {
    file: "15-oranges-pyramid.jpg",
    width: 1600,
    height: 1280,
    kind: "scene",
    centre: [0.49, 0.47],
    hasLettering: false,
    subjects: "oranges citrus fruit апельсины цитрусы фрукты",
    words:
      "pyramid leaf still life juice fresh cream background food пирамида лист натюрморт сок свежий кремовый фон еда",
  },
  {
    file: "16-pears-low-key.jpg",
    width: 1440,
    height: 1152,
    kind: "scene",
    centre: [0.41, 0.49],
    hasLettering: false,
    subjects: "pears fruit still life груши фрукты натюрморт",
    words:
      "still life low key dark wood table painterly autumn chiaroscuro food низкий ключ тёмный дерево стол живописный осень светотень еда деревянный",
  },
  {
    file: "17-geometric-arch-stairs.jpg",
    width: 1296,
    height: 1296,
    kind: "scene",
    centre: [0.48, 0.47],
    hasLettering: false,
    subjects: "geometric shapes sphere arch stairs abstract геометрия фигуры шар арка абстракция",
    words:
      "cone podium set design peach terracotta shadow формы ступени сфера конус подиум декорация персиковый терракота тень",
  },
  {
    file: "18-texture-wet-basalt.jpg",
    width: 1236,
    height: 1236,
    kind: "texture",
    centre: [0.5, 0.5],
    hasLettering: false,
    subjects: "basalt stone texture базальт камень текстура",
    words:
      "wet rock columns hexagons black dark rain puddles surface background мокрый скала столбы шестигранники чёрный тёмный дождь лужи поверхность фон",
    asks: "texture текстура фактура",
  },
  {
    file: "19-texture-rust-linen.jpg",
    width: 1200,
    height: 1200,
    kind: "texture",
    centre: [0.5, 0.5],
    hasLettering: false,
    subjects: "linen cloth fabric texture лён ткань полотно текстура",
    words:
      "weave folds rust terracotta textile background переплетение складки ржавый терракотовый текстиль фон",
    asks: "texture текстура фактура",
  },
];
